/// Words of whole trades, places and particles, folded as `NameFolding` folds names.
enum WordClasses {
    static let generic = WordSet(
        """
        technology tech scientific science development trading trade international intl industry
        industrial enterprise engineering electronics electronic service system solution import export
        investment management general equipment product production commercial business global manufacturing mfg
        material machinery machine information digital network communication telecommunication telecom software
        computer computing data ai device component application app datacenter robotic intelligent smart semiconductor microelectronics integrated circuit instrument
        precision supply material energy power logistics transport transportation construction consulting
        marketing distribution resource advanced new high precision automation control research design
        best modern shipping marine maritime aviation food pharma pharmaceutical garment furniture textile chemical
        petrochemical construction building mining metal steel oil gas petroleum medical machine tool motor vehicle branch office subsidiary department division affiliate factory plant 
        tekhnologii tekhnologiya kompaniya kompaniia zavod jishu keji dianzi xinxi ticaret sanayi
        sanayii predpriyatie proizvodstvennoe torgovyi nauchno proizvodstvennaya
        """)

    static let institutions = WordSet(
        """
        university college institute academy school faculty laboratory center bank hospital clinic insurance airline
        airway museum ministry council association foundation society union committee agency bureau port airport
        shipyard church club fund company institution federation commission authority court police army navy hotel
        """)

    static let places = WordSet(
        """
        china chinese beijing shanghai shenzhen guangzhou guangdong chengdu sichuan hangzhou zhejiang nanjing jiangsu
        suzhou wuhan hubei xian shaanxi tianjin chongqing qingdao shandong jinan dalian shenyang liaoning harbin
        changsha hunan hefei anhui xiamen fujian fuzhou zhuhai dongguan wuxi ningbo kunshan nanchang jiangxi guiyang
        guizhou kunming yunnan xinjiang hong kong hongkong hk macau macao taiwan taipei hsinchu singapore malaysia
        kuala lumpur johor indonesia jakarta thailand bangkok vietnam hanoi philippines manila japan tokyo osaka korea
        seoul india delhi mumbai bangalore pakistan karachi lahore islamabad bangladesh dhaka nepal
        russia russian moscow moskva petersburg novosibirsk ukraine kiev kyiv belarus minsk kazakhstan almaty
        uzbekistan tashkent kyrgyzstan bishkek armenia yerevan georgia tbilisi azerbaijan baku turkey turkiye istanbul
        ankara iran iranian tehran iraq baghdad syria syrian damascus lebanon beirut jordan amman israel kuwait qatar
        doha bahrain oman muscat yemen sanaa saudi arabia arabian riyadh jeddah dubai abu dhabi sharjah uae emirates
        egypt cairo libya tripoli tunisia algeria morocco sudan khartoum somalia kenya nairobi uganda nigeria lagos
        ghana south africa johannesburg germany deutschland berlin munich hamburg frankfurt austria vienna switzerland
        zurich geneva france paris italy italia milan rome spain espana madrid barcelona portugal lisbon netherlands
        amsterdam rotterdam belgium brussels luxembourg uk england london ireland dublin scotland denmark copenhagen
        sweden stockholm norway oslo finland helsinki estonia tallinn latvia riga lithuania vilnius poland warsaw
        czech prague slovakia hungary budapest romania bucharest bulgaria sofia serbia belgrade greece athens cyprus
        nicosia malta usa us america american canada toronto montreal vancouver mexico guatemala honduras nicaragua
        panama costa rica colombia bogota venezuela caracas ecuador peru lima brazil brasil chile argentina bolivia
        paraguay uruguay cuba havana australia sydney melbourne zealand europe european asia asian pacific
        east west north south central eastern western northern southern middle
        """)

    static let particles = WordSet(
        """
        the of and for in at on to by with from a an al el ad ar as an at az ul ur bin ben ibn bint abu abd de del della
        di da do dos das du des la le les los las van von der den het und et y e o ve i na po za im imeni named after
        """)

    /// Words written short, and other languages' words of a trade, as one word.
    static let synonyms: [[UInt8]: [UInt8]] = {
        let pairs = """
            tech technology
            technol technology
            intl international
            int international
            mfg manufacturing
            manufactory manufacturing
            dev development
            univ university
            inst institute
            ind industry
            indus industry
            elec electronic
            sci science
            grp group
            gp group
            hldg holding
            hldgs holding
            eng engineering
            engg engineering
            svc service
            svcs service
            natl national
            nat national
            info information
            acad academy
            lab laboratory
            labs laboratory
            mgmt management
            dept department
            ic circuit
            centre center
            tekhnologii technology
            tekhnologiya technology
            keji technology
            jishu technology
            universidad university
            universitat university
            universitaet university
            universite university
            universita university
            universitet university
            institut institute
            instituto institute
            xinxi information
            dianzi electronic
            grupo group
            """
        return Dictionary(
            pairs.split(separator: "\n").compactMap { line -> ([UInt8], [UInt8])? in
                let words = line.split(separator: " ")
                guard let first = words.first, let last = words.last else { return nil }
                return (Array(first.utf8), Array(last.utf8))
            }, uniquingKeysWith: { first, _ in first })
    }()
}
