import Quantities

/// Plausible names of companies, persons, universities and public bodies from parts, by a seeded generator.
///
/// A name that comes out as somebody's on the list is no clean name: `ScreeningEvaluation` leaves it out.
struct CleanNames {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func next() -> String {
        switch random.next() % 10 {
        case 0, 1: coinedCompany()
        case 2, 3: familyCompany()
        case 4: wordCompany()
        case 5: chineseCompany()
        case 6: institution()
        default: person()
        }
    }

    private mutating func pick(_ items: [String]) -> String {
        items.isEmpty ? "" : items[Int(random.next() % UInt64(items.count))]
    }

    private mutating func coined() -> String {
        let count = 2 + Int(random.next() % 2)
        let text = (0..<count).map { _ in pick(Self.onsets) + pick(Self.vowels) }.joined() + pick(Self.codas)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private mutating func coinedCompany() -> String { "\(coined()) \(pick(Self.trades)) \(pick(Self.forms))" }

    private mutating func familyCompany() -> String {
        let people = pick(Self.people)
        let family = pick(Self.names(people).family)
        return random.next() % 2 == 0
            ? "\(family) \(pick(Self.trades)) \(pick(Self.forms))"
            : "\(family) & \(pick(Self.names(people).family)) \(pick(Self.forms))"
    }

    private mutating func wordCompany() -> String {
        "\(pick(Self.adjectives)) \(pick(Self.nouns)) \(pick(Self.trades)) \(pick(Self.forms))"
    }

    private mutating func chineseCompany() -> String {
        let name = pick(Self.syllables) + pick(Self.syllables).lowercased()
        return "\(pick(Self.chineseCities)) \(name) \(pick(Self.chineseTrades)) Co., Ltd."
    }

    private mutating func institution() -> String {
        switch random.next() % 4 {
        case 0: "University of \(pick(Self.towns))"
        case 1: "\(pick(Self.towns)) \(pick(["Institute of Technology", "Technical University", "State College"]))"
        case 2: "\(pick(Self.towns)) \(pick(["General Hospital", "City Council", "Chamber of Commerce", "Museum"]))"
        default: "\(pick(Self.adjectives)) \(pick(Self.towns)) \(pick(["Bank", "Insurance", "Foundation", "School"]))"
        }
    }

    private mutating func person() -> String {
        let (given, family) = Self.names(pick(Self.people))
        let middle = random.next() % 3 == 0 ? " \(pick(given))" : ""
        return "\(pick(given))\(middle) \(pick(family))"
    }

    private static let onsets = [
        "b", "br", "c", "d", "f", "fl", "g", "gr", "k", "l", "m", "n", "p", "qu", "r", "s", "st",
        "t", "tr", "v", "w", "x", "z",
    ]
    private static let vowels = ["a", "e", "i", "o", "u", "ea", "ia", "io"]
    private static let codas = ["", "", "n", "x", "r", "ris", "tek", "ware", "gen", "ly", "va", "ma"]
    private static let trades = [
        "Technologies", "Logistics", "Systems", "Trading", "Pharma", "Foods", "Semiconductor",
        "Engineering", "Consulting", "Cloud", "Robotics", "Energy", "Shipping", "Aerospace", "Electronics", "Holdings",
        "Capital", "Data Centers", "Networks", "Materials", "Marine Services", "Computing",
    ]
    private static let forms = [
        "Inc.", "LLC", "Ltd", "GmbH", "S.A.", "B.V.", "AB", "Oy", "S.p.A.", "Pte. Ltd.", "Sdn. Bhd.",
        "K.K.", "Pty Ltd", "plc", "AG", "", "Co., Ltd.", "Corp.",
    ]
    private static let adjectives = [
        "Northern", "Blue", "Silver", "Green", "First", "Bright", "Rapid", "Grand", "Quiet",
        "Golden", "United", "Royal", "New", "Clear", "Iron", "Pacific", "Nordic", "Alpine", "Prairie", "Coastal",
    ]
    private static let nouns = [
        "River", "Harbor", "Falcon", "Maple", "Summit", "Bridge", "Lantern", "Orchard", "Anchor",
        "Meadow", "Compass", "Beacon", "Granite", "Cedar", "Heron", "Canyon", "Willow", "Meridian", "Quarry", "Juniper",
    ]
    private static let towns = [
        "Ravensburg", "Uppsala", "Tartu", "Coimbra", "Salzburg", "Bergen", "Leipzig", "Granada",
        "Padova", "Utrecht", "Debrecen", "Krakow", "Ljubljana", "Nagoya", "Sendai", "Daejeon", "Penang", "Cebu",
        "Chiang Mai",
        "Pune", "Mysore", "Hobart", "Otago", "Saskatchewan", "Vermont", "Oregon", "Arizona", "Nebraska", "Cordoba",
        "Rosario",
        "Antofagasta", "Monterrey", "Campinas", "Kumasi", "Makerere", "Stellenbosch", "Tromso", "Galway", "Bristol",
        "Leeds",
    ]
    private static let chineseCities = [
        "Beijing", "Shanghai", "Shenzhen", "Hangzhou", "Suzhou", "Nanjing", "Chengdu",
        "Xiamen", "Foshan", "Dongguan", "Wenzhou", "Jiaxing", "Zhongshan",
    ]
    private static let chineseTrades = [
        "Technology", "Electronic Technology", "Trading", "Plastic Products", "Garment",
        "Furniture", "Information Technology", "Import and Export", "Medical Instrument", "Toys", "Lighting", "Food",
    ]
    private static let syllables = [
        "Bao", "Chuang", "Da", "En", "Fei", "Guan", "Hao", "Jia", "Ke", "Lian", "Meng", "Nuo",
        "Pu", "Qiao", "Rui", "Shun", "Tian", "Wo", "Xing", "Yi", "Zhuo", "Kang", "Lu", "Mai", "Qian", "Rong", "Sheng",
        "Yun",
    ]
    private static let people = [
        "english", "german", "french", "spanish", "italian", "nordic", "slavic", "chinese",
        "japanese", "korean", "indian", "vietnamese", "african", "arabic", "turkish",
    ]

    /// Given names and family names of a language.
    private static func names(_ people: String) -> (given: [String], family: [String]) {
        let text: (String, String) =
            switch people {
            case "german":
                (
                    "Jürgen Heike Matthias Sabine Uwe Anke Torsten Birgit Lukas Friederike Holger Wiebke",
                    "Hartmann Lindner Vogel Brandt Seidel Kühn Pfeiffer Ziegler Dietrich Böhm Krause Schuster"
                )
            case "french":
                (
                    "Thierry Amélie Gilles Sylvie Benoît Camille Étienne Solène Pascal Margaux Guillaume Noémie",
                    "Chevalier Perrin Gauthier Marchand Barbier Renaud Lacroix Vasseur Collet Guillot Besson Morin"
                )
            case "spanish":
                (
                    "Álvaro Lucía Gonzalo Marta Sergio Inés Rodrigo Pilar Javier Beatriz Nuria Esteban",
                    "Iglesias Cortés Navarro Ibáñez Pascual Herrero Lozano Vidal Bravo Caballero Serrano Aguilar"
                )
            case "italian":
                (
                    "Giulia Lorenzo Chiara Matteo Francesca Davide Elisa Stefano Paola Riccardo Ilaria Giacomo",
                    "Galli Conti Fontana Barbieri Moretti Rinaldi Caruso Gatti Pellegrini Palumbo Sanna Farina"
                )
            case "nordic":
                (
                    "Astrid Lars Ingrid Henrik Sigrid Mikkel Eero Aino Bjørn Freja Jukka Linnea",
                    "Lindqvist Bergström Sørensen Virtanen Nygaard Haugen Öberg Korhonen Dahl Holmgren Rasmussen Laine"
                )
            case "slavic":
                (
                    "Tomasz Agnieszka Pavel Jana Zoltan Katarzyna Marek Lenka Ondrej Zuzana Piotr Radka",
                    "Kowalczyk Novotny Dvorak Wisniewski Horvat Prochazka Zielinski Kucera Szabo Nowak Marek Krejci"
                )
            case "chinese":
                (
                    "Xiaoming Meiling Jianguo Yuxin Zihan Haoran Xiuying Guoqiang Tingting Zhiwei Yanan Shuang",
                    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo"
                )
            case "japanese":
                (
                    "Haruka Takumi Naoko Kenji Yuki Satoshi Akiko Ryota Mariko Daisuke Emi Shinji",
                    "Matsumoto Inoue Kimura Hayashi Shimizu Saito Mori Abe Ikeda Hashimoto Ishikawa Ogawa"
                )
            case "korean":
                (
                    "Minjun Seoyeon Jihoon Hayoon Dohyun Jiwoo Sungmin Eunji Hyunwoo Soojin Taeyang Yerin",
                    "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Hwang Ahn"
                )
            case "indian":
                (
                    "Priya Arjun Ananya Rohan Kavita Vikram Sneha Aditya Lakshmi Rahul Deepika Sanjay",
                    "Iyer Nair Reddy Deshmukh Banerjee Mukherjee Chatterjee Kulkarni Menon Joshi Agarwal Bhatt"
                )
            case "vietnamese":
                (
                    "Anh Minh Thao Linh Duc Huong Quang Trang Tuan Phuong Hieu Ngoc",
                    "Nguyen Tran Pham Hoang Huynh Phan Vu Dang Bui Ngo Duong Ly"
                )
            case "african":
                (
                    "Amara Kwame Chidi Ngozi Tunde Wanjiru Thabo Nomsa Sipho Abena Kofi Zanele",
                    "Okafor Mensah Adeyemi Nkosi Dlamini Kamau Owusu Abiola Mwangi Boateng Ndlovu Otieno"
                )
            case "arabic":
                (
                    "Layla Tariq Nour Sami Dina Walid Rania Fadi Hala Ziad Lina Karim",
                    "Haddad Khoury Mansour Nasser Farah Sabbagh Rahal Shami Zaid Awad Bishara Tannous"
                )
            case "turkish":
                (
                    "Elif Emre Zeynep Burak Ayşe Murat Selin Kerem Derya Onur Gizem Tolga",
                    "Yilmaz Kaya Demir Çelik Şahin Aydin Arslan Polat Korkmaz Aksoy Erdem Tekin"
                )
            default:
                (
                    "Oliver Charlotte Harry Amelia Callum Fiona Graham Imogen Nigel Poppy Rupert Tamsin",
                    "Whitaker Pemberton Ashworth Fairchild Holloway Kendrick Lockwood Merriweather Thornton Winslow Blackwood Sinclair"
                )
            }
        return (text.0.split(separator: " ").map(String.init), text.1.split(separator: " ").map(String.init))
    }
}
