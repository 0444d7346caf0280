/// Family names that many bear, in the languages that names come from most. One of them alone identifies no company.
enum FamilyNames {
    static let all = WordSet(
        """
        adams aguilar ahn albrecht alexander allan alvarado andersen andersson andrade angelo arnold arslan arroyo ashworth
        atkinson aydin ball barber barbieri barker barnes barrett barros barry bauer beck benson berg berger bergstrom
        bernard besson bhatt bishop black blair blake blanc blanchard boateng bohm bond bos bowen boyd bradley brandt brennan
        brooks bruno bryant burke burns burton butler byrne caballero cabrera caldwell cameron campos cano cardoso carlson
        carlsson carpenter carr carroll carvalho caruso castro celik chambers chang chapman chatterjee chaudhry chavez
        chevalier christensen chung clarke cole collet collins conti conway correia cortes craig crawford cross cunningham
        dahl dang daniels dasgupta davidson dawson dean delgado demir desai deshmukh dias dietrich dixon dominguez donovan
        douglas doyle duarte duncan dunn duong dvorak eaton elliott ellis engel eriksson erdem espinoza estrada fabre
        fairchild farah farina fernandes fernandez ferguson ferrara fisher fitzgerald fleming fletcher flynn fontana ford
        fowler fox francis franco frank franke freeman friedrich fuchs fuentes fuller galli gallagher gallo gardner garnier
        gatti gauthier geiger georgiou gibson gilbert gill giordano glover gonzales goodman gordon graf graham grant graves
        greene griffin grimm gross guerrero guillot gunther gupta haas haddad hagen hahn hamilton hammond hansen hansson
        hardy harper harrison hart hartmann harvey haugen hawkins hayashi hayes heinrich hein henderson henry herman herrera
        herrero herrmann hicks hoang hoffman holland holloway holm holmes holmgren hopkins horn horvat horvath howard
        howell huber hudson huff huynh ibanez iglesias ikeda inoue ishikawa iyer jacobs jacobsen jansen jansson janssen
        jenkins jensen jimenez johansen johansson johnston jonsson jordan joseph joshi juarez jung kaiser kamau kapoor
        karlsson kaya keller kelley kelly kendrick kennedy kimura knight koch koehler kohler konig koroma korkmaz korhonen
        kovac kovacs kowalczyk kowalski kramer krause krejci kruger kuhn kulkarni kumar kwan lacroix laine lambert lane lang
        larsen larson lau lawson leblanc lefevre lehmann leon leonard leone levy lewandowski lindner lindqvist lloyd lockwood
        lombardi long lorenz lowe lozano lucas ludwig lynch macdonald mackenzie maier maldonado mancini mann mansour marchand
        marek marin mariani marques marquez marshall martins mason masson matsumoto matthews mayer mcdonald mckenzie medina
        mejia menon mensah mercier merriweather meier meijer menendez miles mills molina moller monroe montgomery mora
        moretti mori morin mukherjee munoz murray mwangi nair nakagawa narayan nasser navarro ndlovu neal neumann newman
        nguyen nielsen nilsson nkosi noel norris novak novotny nowak nunes nunez nygaard oberg obrien oconnor ogawa okada
        okafor okamoto oliver olsen olson olsson ono ortega osborne otto owen owens owusu padilla page palmer palumbo pascual
        patterson paul pearce pearson pellegrini pemberton pena perkins perrin perry persson peters petersen petersson
        pfeiffer pham phan philippe pierce pinto pires pohl polat poole porter potter powell powers prochazka rahal rao
        rasmussen ray reddy reid reis renaud rey reynolds rhodes ribeiro rice richard richards riley rinaldi rios riviera
        robertson robert robin rocha rojas roman romero rose rosen roth rousseau rowe russell ryan sabbagh saito sakamoto
        salazar sandoval sanna santoro sato sauer schafer scherer schmid schmitt scholz schreiber schroder schroeder schubert
        schulte schultz schuster schwarz scott seidel serrano shami sharp shaw shimizu silva simmons simon simpson sims
        sinclair snyder soares sorensen soto spencer stein steiner stephens stevens stewart stone suarez sullivan sutton
        svensson szabo takeda tannous teixeira tekin testa thomsen thornton torres toth townsend tran tremblay tucker turner
        ueda ulrich underwood valentine vargas vasquez vaughan vaughn vega vera vidal virtanen vitale vogel vogt volkov vu
        wagner walker wallace walsh walter walters warren watkins watts weaver webb webster weiss welch wells werner west
        wheeler whitaker wilkinson williamson willis winkler winslow winter wisniewski wolff woods wright yamashita yilmaz
        yoshida zhu ziegler zielinski zimmermann karimi ahmadi hosseini mousavi rahimi jafari moradi akbari kazemi
        rezaei shirazi tehrani farahani haidari haddad khoury aziz amin malik mirza qureshi sheikh siddiqui chaudhary
        abbas bakr darwish fares hadi halabi hamdan issa jaber kassem khalil mahmoud najjar qasim saad salem sami shahin
        sultan taha youssef zaki chan cheung chow fong ho ko kwok lam leung lo mak ng ngai pang poon siu so tam tse
        wan wong yeung yip yuen chin ding fan fu gu hou jia jiang jin kong lai lei lu lv mao meng mo ni pan peng qian
        qin qiu ren shao shen shi song tan tian tong wen xiao xiong xue yao ye yin yu yuan zeng zhan zhong zou
        """)
}
