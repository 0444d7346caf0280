/// Given names, family names and words that companies are called by. A word that stands here is a word of its own, and
/// less likely another one misspelt.
enum CommonWords {
    static func contains(_ word: [UInt8]) -> Bool {
        all.contains(word) || all.contains(PartyName.stem(of: word)) || FamilyNames.all.contains(word)
            || Brands.all.contains(word)
    }

    private static let all = WordSet(
        """
        james john robert michael william david richard joseph thomas charles daniel matthew anthony mark donald steven
        paul andrew joshua kenneth kevin brian george timothy ronald jason edward jeffrey ryan jacob gary nicholas eric
        jonathan stephen larry justin scott brandon benjamin samuel gregory frank raymond patrick jack dennis jerry tyler
        aaron henry peter adam nathan zachary walter kyle harold carl keith roger arthur lawrence albert austin joe
        mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
        kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy
        anna shirley angela ruth brenda pamela nicole katherine samantha christine emma catherine virginia rachel janet
        maria heather diane julie joyce victoria kelly christina joan evelyn lauren judith olivia martha cheryl megan
        smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson
        taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young
        allen king wright torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts
        gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers
        gutierrez ortiz morgan cooper peterson bailey reed ramos cox ward richardson watson brooks chavez wood bennett
        gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez silva santos
        oliveira souza pereira ferreira costa rossi russo ferrari esposito bianchi romano colombo ricci marino greco
        mueller muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann koch bauer richter klein wolf
        dupont durand dubois leroy moreau simon laurent lefebvre michel bertrand roux fournier girard bonnet
        ivanov petrov sidorov smirnov kuznetsov popov sokolov lebedev kozlov novikov morozov volkov pavlov semenov
        andrei sergei dmitri alexei mikhail nikolai ivan olga tatiana natalia elena irina svetlana
        wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang
        wei fang lei min jing yan tao ming chao xia ping gang hua jun jie lan ying mei xin yu hong bin bo feng
        sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi
        kim park choi jung kang cho yoon jang lim han shin seo kwon
        singh kumar sharma gupta verma shah khan ahmed ali hassan hussain rahman islam begum chowdhury
        mohammed muhammad mohamed abdullah ibrahim yusuf omar osman hamid karim rashid saleh nasser
        first second third star sun moon sky sea ocean river lake mountain stone rock gold silver iron steel diamond
        blue red black white green orange royal imperial crown eagle lion tiger dragon phoenix wolf bear fox horse
        delta alpha beta gamma omega sigma apex summit vertex prime premier elite victory liberty unity union alliance
        pioneer frontier horizon sunrise sunset bright brilliant golden global universal national federal central
        general standard modern future next smart swift rapid fast easy best top super mega micro nano
        bridge gate tower castle forest garden park valley field harbour harbor port bay island coast shore
        air water fire earth light power energy electric gas oil petrol fuel solar wind nuclear atomic
        bank trust credit capital finance insurance fund asset wealth street exchange market
        food drink coffee tea sugar milk bread rice meat fish fruit farm agriculture
        health care medical pharma clinic hospital dental life science bio gene
        united maple oak cedar pine birch elm ash willow juniper olive palm rose lily lotus orchid ivy lavender clover
        falcon hawk raven swan heron crane sparrow robin dove owl panther leopard jaguar cobra viper bull buffalo elephant
        dolphin shark whale seal salmon bee ant spider butterfly rabbit deer elk moose camel horse
        beacon lantern compass anchor sail harbor lighthouse voyage navigator captain admiral marina dock quay canal
        meadow orchard prairie canyon desert oasis peak ridge cliff cave spring brook creek delta lagoon reef
        granite marble quartz crystal amber emerald ruby sapphire pearl jade coral opal copper bronze titanium chrome nickel
        carbon silicon cobalt lithium zinc tin lead sulphur phosphor neon argon helium oxygen hydrogen nitrogen
        orion sirius polaris nova galaxy cosmos comet meteor mars venus jupiter saturn mercury neptune pluto luna solaris
        zenith nadir equator meridian latitude polar arctic antarctic atlantic nordic alpine baltic tropical continental
        atlas titan hercules zeus apollo athena hermes poseidon ares artemis phoenix olympus trojan spartan viking knight
        king queen prince princess duke lord noble legend hero champion master wizard oracle prophet angel spirit soul
        victor triumph glory honor trust faith hope dream vision idea concept mind genius wisdom logic reason
        alphabet target shield armor sword arrow spear hammer anvil forge engine turbine rotor piston gear wheel axle
        circle square triangle cube sphere prism pyramid spiral loop ring chain link knot web net grid matrix vector scalar
        pixel byte bit code script signal pulse wave beam ray spark flash bolt thunder storm lightning rain snow ice frost
        cloud mist fog rainbow aurora dawn dusk twilight morning evening night day noon season summer winter autumn
        stellar lunar terra aqua aero avia astro cyber data digi electro geo hydro hyper infra inter iso macro meta
        mono multi neo omni opti para poly proto pyro quant retro sono sub syn techno tele trans turbo ultra uni vita
        one two three four five six seven eight nine ten hundred thousand million infinity zero century millennium
        active agile bold brave clear classic clever cool crisp deep dynamic eager early elegant epic exact fair fine firm
        fresh grand great happy high ideal instant keen key large lean live long lucky magic main major mighty mobile
        neat nimble noble open optimal peak perfect plain precise pro proper pure quick quiet ready real rich right robust
        sharp silent simple sleek sleepy solid sound special steady still stout strong super sure swift tall total true
        unique vast vital vivid warm wide wild wise young
        access action advance alliance approach arena aspect asset aura avenue axis balance base basic beauty benefit bond
        border boost brand breeze bureau cable campus canvas card care cargo case center chance change channel charter choice
        client coach coast command concept concord connect contact core corner council course craft creation credit crest
        curve cycle deal decision design destiny direct domain door dome drive echo edge element empire endeavour essence
        event evolution exact excel exchange expert explorer express eye factor family fiber field figure film filter flag
        flame fleet flow focus force form fort fortune forum foundation frame freedom fresh front fusion gallery game genesis
        glass globe goal grace grain graph grove growth guard guardian guide hall hand harmony harvest haven head heart hearth
        heritage highland hill home hub icon image impact impulse index inspire insight integral intellect interface invest
        island item journey joy junction kernel key kingdom label land landmark lane laser launch leader leaf league legacy
        lens level life lift line lion list living local lodge loft lux machine manor map mark mass matter maxim measure medal
        media mega member memory mentor merit mesh message metal method mill mine mint mirror mission mode model moment
        monument motion mount move muse music mutual nation nature nest noble node norm note oasis object office option orbit
        order origin outlook pacific pack palace panel paradigm parallel partner pass path patriot pattern peace pen people
        phase pilot pinnacle pioneer pivot place plan planet platform plaza plus point pole pool portal post power practice
        prestige pride prima print prize process profile profit progress project promise prospect protect pulse pump quality
        quantum quarry quest quorum radar radius radio range rank rate reach record reference reflex region regent relay
        reliable renaissance republic rescue resolve response result return reward rise root rope round route safe sage sail
        sand scale scope scout screen script seed select senate sense sentinel sequence series shape share shift shop show
        shuttle side sigma sign simple single site skill society source space span spark spectrum speed spot stage stand state
        station status steam stem step store story strategy stream strike studio style success surge symbol synergy system
        table tank task team temple tempo tender terminal test texture theater theme theory thought thread threshold tide tile
        timber time token tone tool torch total touch town track tradition trail train treasure tree trend tribe trident
        trinity trio triumph tropic tune tunnel twin type urban valor value vantage vault veil venture verge verse vertex
        vessel vigor village vine vintage virtue vista voice volt vortex wall ward watch way weave wing wire wish wonder
        workshop world yard yield zone
        school college university academy institute education learning training
        motor car auto truck bus rail ship marine boat aviation airline travel hotel tour
        home house building cement glass wood paper plastic rubber textile cotton silk fashion shoe
        """)
}
