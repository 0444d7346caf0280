/// Makers and series by the names that they bear in China. What isn't here keeps the catalogue's name.
enum ChineseNames {
    private static let names: [(latin: String, chinese: String)] = [
        ("NVIDIA", "英伟达"), ("Huawei", "华为"), ("Ascend", "昇腾"), ("Cambricon", "寒武纪"), ("Biren", "壁仞"),
        ("Baidu", "百度"), ("Kunlun", "昆仑"), (" node", " 节点"),
    ]

    static func of(_ name: String) -> String {
        // A maker and its series stand together: no blank between Chinese words.
        names.reduce(name) { $0.replacing($1.latin, with: $1.chinese) }
            .replacing("华为 昇腾", with: "华为昇腾").replacing("百度 昆仑", with: "百度昆仑")
    }
}
