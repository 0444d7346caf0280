/// Words that companies of many countries are known by. One of them is no misspelling of another name, and says nothing
/// of a party that bears it with other words beside.
enum Brands {
    static let all = WordSet(
        """
        apple microsoft ibm hp kaist epfl caltech mit eth alphabet google amazon meta facebook nvidia oracle intel amd qualcomm broadcom cisco dell hewlett
        packard salesforce adobe micron texas analog applied lam kla marvell seagate netflix tesla ford gm boeing lockheed
        caterpillar deere honeywell procter gamble johnson pfizer merck lilly abbvie amgen coca cola pepsico walmart target
        costco depot nike starbucks visa mastercard jpmorgan chase wells fargo citigroup citi goldman sachs morgan stanley
        express blackrock exxon mobil chevron conocophillips fedex parcel uber airbnb supermicro coreweave lambda equinix
        realty openai anthropic palantir snowflake databricks servicenow workday zoom sap siemens bosch volkswagen mercedes
        benz bmw basf bayer telekom deutsche allianz infineon continental adidas henkel linde zeiss trumpf thyssenkrupp
        lufthansa airbus thales safran total totalenergies loreal lvmh danone bnp paribas societe generale axa renault
        peugeot citroen michelin schneider capgemini atos mistral orange vivendi sanofi shell bp unilever hsbc barclays
        lloyds vodafone astrazeneca gsk glaxo rio tinto rolls royce bae arm tesco diageo prudential asml nxp philips ing
        heineken ahold delhaize nestle novartis roche ubs abb logitech glencore zurich ericsson volvo ikea spotify atlas
        copco nokia kone equinor telenor maersk novo nordisk carlsberg vestas eni enel ferrari stellantis leonardo intesa
        sanpaolo unicredit prada pirelli santander telefonica iberdrola repsol inditex bbva galp ryanair accenture
        medtronic toyota honda nissan sony panasonic hitachi mitsubishi toshiba fujitsu nec canon nikon ricoh kyocera
        softbank ntt kddi rakuten nintendo renesas murata keyence fanuc samsung hynix hyundai kia posco naver kakao tsmc
        foxconn mediatek quanta wistron wiwynn asus acer pegatron alibaba tencent baidu bytedance jd meituan xiaomi lenovo
        deepseek byd geely haier midea netease pinduoduo enflame metax iluvatar moonshot minimax nio infosys wipro reliance
        hcl larsen toubro mahindra bharti airtel icici hdfc adani bajaj maruti suzuki singtel grab dbs temasek keppel ytl
        petronas maybank axiata genting telkom goto astra ptt vingroup viettel aramco sabic etisalat emirates mubadala
        adnoc ooredoo humain koc arcelik teva mobileye elbit naspers mtn sasol safaricom dangote attijariwafa petrobras
        vale itau unibanco embraer ambev mercadolibre cemex movil bimbo latam shopify blackberry bombardier cohere bhp
        telstra atlassian anglo american antofagasta aviva compass experian ferguson halma imperial informa intertek
        kingfisher legrand lonza sika givaudan holcim richemont swatch kuehne nagel sandoz alcon sandvik skf alfa laval
        electrolux husqvarna essity hexagon assa abloy swedbank handelsbanken nordea danske orsted coloplast genmab demant
        neste upm stora enso wartsila metso fortum elisa sampo statoil yara hydro orkla mowi akzo randstad adyen wolters
        kluwer prosus asm besi signify solvay umicore ucb proximus kbc colruyt delvaux voestalpine omv erste verbund
        andritz raiffeisen orlen pekao pko cez mol otp richter erste krka pliva
        henkel beiersdorf daimler porsche audi opel man fresenius heidelberg vonovia zalando puma hugo boss sartorius
        knorr bremse hochtief hapag lloyd commerzbank covestro evonik lanxess wacker aixtron siltronic jenoptik
        airliquide liquide alstom bouygues carrefour casino dassault engie essilor luxottica hermes kering pernod ricard
        publicis saint gobain sodexo suez teleperformance ubisoft valeo veolia vinci worldline
        campari generali italgas mediobanca moncler nexi poste prysmian recordati snam terna tim
        acciona aena amadeus bankinter caixabank cellnex ferrovial grifols mapfre naturgy endesa redeia
        aflac allstate altria amex autozone baxter becton biogen bristol squibb campbell capital cardinal carnival celgene
        centene cigna clorox cognizant colgate comcast conagra corning cummins danaher devon discover disney dollar dominion
        dow dupont duke ebay ecolab edison emerson exelon expedia fiserv fluor gap garmin gilead halliburton harley hasbro
        hershey hilton humana illumina intuit kellogg kimberly kinder kohl kraft kroger lowes macys marathon marriott mattel
        mckesson metlife mondelez monsanto moodys motorola nasdaq newmont nielsen nordstrom northrop grumman nucor
        occidental paramount paypal paychex pinterest progressive pultegroup raytheon regeneron rockwell ross
        schlumberger schwab sherwin slack southwest sprint stryker symantec sysco synopsys cadence teradyne thermo tyson
        twitter ulta verizon vertex viacom walgreens weyerhaeuser whirlpool xerox xilinx yahoo yum zoetis zebra
        asahi astellas bridgestone chugai daikin daiwa denso dentsu disco eisai fujifilm hoya isuzu itochu japan kajima
        kao kawasaki kirin komatsu kubota lasertec makita marubeni mazda mizuho nidec nippon nomura olympus omron orix
        osaka otsuka recruit resona sanyo sekisui seiko sharp shimano shionogi shiseido subaru sumitomo suzuki sysmex taisei
        takeda tdk terumo toray toto toyo yamaha yaskawa
        celltrion coupang doosan hanwha hankook kepco krafton lotte nexon shinhan
        advantech asustek auo catcher chunghwa compal delta evergreen formosa fubon innolux inventec largan nanya
        novatek realtek umc winbond
        ambuja asian axis britannia cipla dabur godrej hero hindustan jindal kotak lupin marico ola paytm
        tata titan vedanta zomato flipkart swiggy
        bangkok siam jollibee ayala indofood pertamina sinar garuda gojek tokopedia bukalapak lazada shopee
        agility almarai dnata etihad fly flydubai majid noon savola zain
        absa barloworld discovery exxaro multichoice nedbank sanlam shoprite vodacom woolworths equity
        aeromexico americanas avianca banorte bradesco braskem copel ecopetrol falabella femsa gerdau globo grupo iguatemi
        lojas magalu natura oxxo suzano televisa weg
        canadian enbridge lululemon magna manulife nutrien scotiabank suncor telus thomson reuters
        coles macquarie qantas rio santos wesfarmers westpac xero fonterra
        fincantieri kongsberg gruppen bakkafrost melexis ontex tessenderlo aperam eurofins tenaris ternium millicom
        subsea frontline golar stolt kahoot schibsted autoliv trelleborg hexpol nibe industrier lifco indutrade
        addtech embracer kindred boliden lundin telia getinge elekta sobi sectra mycronic netcompany ambu bavarian
        rockwool kemira valmet konecranes cargotec huhtamaki outokumpu tietoevry rovio ubiquiti lumentum coherent
        viavi ciena arista juniper akamai cloudflare fastly fortinet palo zscaler okta crowdstrike sentinelone
        tenable qualys splunk datadog dynatrace elastic mongodb confluent hashicorp gitlab twilio ringcentral
        docusign dropbox asana monday fiverr camtek kornit orbotech ormat strauss bezeq amdocs wolfspeed onsemi
        skyworks qorvo monolithic lattice rambus synaptics macom integrations ambarella allegro semtech maxlinear
        credo astera cerebras groq sambanova tenstorrent etched lightmatter ayar rivian lucid fisker polestar vinfast
        xpeng zeekr changan contemporary amperex gree hisense skyworth oppo vivo realme transsion anker roborock
        ecovacs bilibili kuaishou sohu luckin nongfu kweichow moutai wuliangye mengniu anta shenzhou hutchison swire
        matheson reit techtronic vtech giordano esprit melco capitaland wilmar olam comfortdelgro sembcorp agri
        beverage bumrungrad minor mandiri kalbe tenaga cimb sime darby glove hartalega unibank metrobank pldt
        vinamilk masan techcombank reddys biocon havells pidilite ultratech grasim ltimindtree zoho freshworks byjus
        brembo amplifon interpump banca vidrala viscofan fluidra almirall corbion arcadis fugro boskalis argenx
        bekaert sofina wienerberger palfinger kapsch rosenbauer osram temenos straumann georg fischer bucher belimo
        galenica clariant callebaut emmi dufry sulzer landis softcat computacenter spirax renishaw oxford weir rotork
        meggitt cobham babcock qinetiq ocado deliveroo darktrace sophos revolut monzo klarna wolt trustpilot skroutz
        delhivery meesho cred razorpay niantic stripe plaid brex rippling canva figma notion airtable discord reddit
        snap roblox epic valve take interactive activision capcom konami bandai namco enix sega kadokawa hakuhodo
        cyberagent mercari sansan freee advantest ulvac kokusai sumco ibiden shinko minebea nachi okuma mori ebara
        sawai kyowa orbis unicharm ajinomoto meiji calbee nissin yakult coway amorepacific cheiljedang hanmi caltex
        hyosung kolon nongshim eclat airtac accton gigabyte phison silergy alchip ememory faraday himax hiwin uxin
        yatsen pony weride sensenova baichuan haidilao laopu miniso nayuki bosideng semir kangmei aier biologics
        beigene innovent hengrui mindray imaging sungrow longi trina tongwei ganfeng tianqi zijin conch sany zoomlion
        xcmg weichai fosun suning cencosud copec bancolombia exito credicorp alicorp globant despegar rappi kavak
        nubank stoneco pagseguro localiza totvs hapvida raizen cosan klabin gruma alsea liverpool walmex cinepolis
        guaranty flutterwave interswitch kopa breweries bidvest brands clicks capitec aspen pharmacare orascom
        elsewedy careem talabat emaar jarir
        """)
}
