import Foundation

/// Companies, universities and public bodies of many countries that stand on no list of 2026-07-31, as they write
/// themselves: names that a screen must let pass.
enum KnownNames {
    static let all: [String] = text.split(separator: "\n").flatMap { $0.split(separator: ";") }.map {
        $0.trimmingCharacters(in: .whitespaces)
    }

    private static let text = """
        Apple Inc.; Microsoft Corporation; Alphabet Inc.; Amazon.com, Inc.; Meta Platforms, Inc.; NVIDIA Corporation
        Oracle Corporation; Intel Corporation; Advanced Micro Devices, Inc.; Qualcomm Incorporated; Broadcom Inc.
        Cisco Systems, Inc.; Dell Technologies Inc.; HP Inc.; Hewlett Packard Enterprise Company; IBM
        International Business Machines Corporation; Salesforce, Inc.; Adobe Inc.; Micron Technology, Inc.
        Texas Instruments Incorporated; Analog Devices, Inc.; Applied Materials, Inc.; Lam Research Corporation
        KLA Corporation; Marvell Technology, Inc.; Western Digital Corporation; Seagate Technology; Netflix, Inc.
        Tesla, Inc.; Ford Motor Company; General Motors Company; General Electric Company; Boeing; Lockheed Martin
        Caterpillar Inc.; Deere & Company; 3M Company; Honeywell International Inc.; Procter & Gamble; Johnson & Johnson
        Pfizer Inc.; Merck & Co., Inc.; Eli Lilly and Company; AbbVie Inc.; Amgen Inc.; The Coca-Cola Company; PepsiCo
        Walmart Inc.; Target Corporation; Costco Wholesale Corporation; The Home Depot; Nike, Inc.; Starbucks
        Visa Inc.; Mastercard Incorporated; JPMorgan Chase & Co.; Bank of America; Wells Fargo; Citigroup Inc.
        Goldman Sachs; Morgan Stanley; American Express Company; BlackRock, Inc.; Exxon Mobil Corporation; Chevron
        ConocoPhillips; Delta Air Lines; United Airlines; FedEx Corporation; United Parcel Service; Uber Technologies
        Airbnb; Supermicro; Super Micro Computer, Inc.; CoreWeave; Lambda Labs; Equinix; Digital Realty; OpenAI; Anthropic
        Palantir Technologies; Snowflake Inc.; Databricks; ServiceNow; Workday; Zoom Video Communications; Aivres Systems
        SAP SE; Siemens AG; Siemens Energy; Robert Bosch GmbH; Volkswagen AG; Mercedes-Benz Group; BMW AG; BASF SE; Bayer AG
        Deutsche Telekom AG; Deutsche Bank; Allianz SE; Infineon Technologies AG; Continental AG; Adidas AG; Henkel; Linde
        Merck KGaA; Carl Zeiss AG; Trumpf GmbH; ThyssenKrupp; Lufthansa; Deutsche Post; Airbus SE; Thales Group; Safran
        TotalEnergies SE; L'Oreal; LVMH; Danone; BNP Paribas; Societe Generale; AXA; Renault; Peugeot; Michelin
        Schneider Electric; Capgemini; Atos; OVHcloud; Mistral AI; STMicroelectronics; Orange S.A.; Vivendi; Sanofi
        Shell plc; BP p.l.c.; Unilever; HSBC Holdings; Barclays; Lloyds Banking Group; Vodafone Group; AstraZeneca; GSK plc
        Rio Tinto; Rolls-Royce Holdings; BAE Systems; Arm Holdings; Graphcore; Tesco; Diageo; Prudential plc; Nscale
        ASML Holding N.V.; NXP Semiconductors; Philips; ING Groep; Heineken; Ahold Delhaize; AkzoNobel; Nebius Group
        Nestle S.A.; Novartis AG; Roche Holding; UBS Group AG; ABB Ltd; Logitech; Glencore; Swiss Re; Zurich Insurance
        Ericsson; Volvo; IKEA; Spotify; Atlas Copco; Nokia; Kone; Equinor; Telenor; Maersk; Novo Nordisk; Carlsberg; Vestas
        Eni S.p.A.; Enel; Ferrari; Stellantis; Leonardo S.p.A.; Intesa Sanpaolo; UniCredit; Prada; Pirelli
        Banco Santander; Telefonica; Iberdrola; Repsol; Inditex; BBVA; Galp Energia; Ryanair; Accenture; Medtronic
        Toyota Motor Corporation; Honda Motor Co., Ltd.; Nissan Motor; Sony Group Corporation; Panasonic; Hitachi, Ltd.
        Mitsubishi Electric Corporation; Toshiba; Fujitsu Limited; NEC Corporation; Canon Inc.; Nikon; Ricoh; Kyocera
        Tokyo Electron Limited; SoftBank Group; NTT; KDDI; Rakuten; Nintendo; Renesas Electronics; Murata; Keyence; Fanuc
        Samsung Electronics Co., Ltd.; SK Hynix Inc.; LG Electronics; Hyundai Motor Company; Kia; Posco; Naver; Kakao
        Taiwan Semiconductor Manufacturing Company; TSMC; Hon Hai Precision Industry; Foxconn; MediaTek; Quanta Computer
        Wistron; Wiwynn; ASUSTeK Computer; Acer Inc.; Delta Electronics; Pegatron; United Microelectronics Corporation
        Alibaba Group; Tencent Holdings; Baidu, Inc.; ByteDance; JD.com; Meituan; Xiaomi Corporation; Lenovo Group; DeepSeek
        BYD Company; Geely; Haier; Midea Group; Ping An Insurance; Industrial and Commercial Bank of China; NetEase; Pinduoduo
        Enflame Technology; MetaX Integrated Circuits; Iluvatar CoreX; Moonshot AI; MiniMax; Trip.com; Li Auto; NIO Inc.
        Tata Consultancy Services; Infosys; Wipro; Reliance Industries; HCL Technologies; Larsen & Toubro; Yotta Data Services
        Mahindra; Bharti Airtel; ICICI Bank; HDFC Bank; State Bank of India; Adani Enterprises; Bajaj; Maruti Suzuki
        Singtel; Grab Holdings; DBS Bank; Sea Limited; Temasek; Keppel; YTL Power; Petronas; Maybank; Axiata; Genting
        Telkom Indonesia; GoTo; Astra International; PTT; Charoen Pokphand; San Miguel Corporation; Vingroup; Viettel; FPT
        Saudi Aramco; SABIC; Etisalat; Emirates; G42; Core42; Mubadala; ADNOC; Qatar Airways; Ooredoo; Humain; STC
        Turkish Airlines; Koc Holding; Arcelik; Teva Pharmaceutical; Check Point Software; Mobileye; Elbit Systems
        Naspers; MTN Group; Sasol; Standard Bank; Safaricom; Dangote; Attijariwafa Bank; Ethiopian Airlines
        Petrobras; Vale S.A.; Itau Unibanco; Embraer; Ambev; MercadoLibre; Cemex; America Movil; Bimbo; LATAM Airlines
        Royal Bank of Canada; Shopify; BlackBerry; Bombardier; Cohere; BHP Group; Commonwealth Bank; Telstra; Atlassian
        Harvard University; Stanford University; Massachusetts Institute of Technology; Yale University; Columbia University
        Princeton University; University of California, Berkeley; University of Michigan; Carnegie Mellon University
        Georgia Institute of Technology; University of Texas at Austin; Cornell University; Johns Hopkins University
        University of Toronto; McGill University; University of Oxford; University of Cambridge; Imperial College London
        University College London; University of Edinburgh; ETH Zurich; EPFL; Technical University of Munich
        Heidelberg University; RWTH Aachen; Sorbonne University; Ecole Polytechnique; KU Leuven; Delft University of Technology
        University of Amsterdam; Karolinska Institutet; Lund University; University of Copenhagen; University of Helsinki
        University of Tokyo; Kyoto University; Osaka University; Seoul National University; KAIST; National Taiwan University
        National University of Singapore; Nanyang Technological University; University of Hong Kong; Tsinghua University
        Peking University; Fudan University; Zhejiang University; University of Malaya; Chulalongkorn University
        Indian Institute of Science; Indian Institute of Technology Bombay; University of Melbourne; Monash University
        University of Cape Town; Universidade de Sao Paulo; Universidad Nacional Autonoma de Mexico; Tel Aviv University
        King Abdullah University of Science and Technology; Khalifa University; Cairo University; Bogazici University
        """
}
