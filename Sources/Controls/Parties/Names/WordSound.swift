/// A word by how it is said, so that spellings of one word in Latin letters come together: ‘Muhammad’ and ‘Mohammed’,
/// ‘Husayn’ and ‘Hussein’, ‘Wladimir’ and ‘Vladimir’.
///
/// Vowels fall into three classes, double letters become one, and pairs of letters that transcriptions use for one
/// sound become that sound. Unlike Soundex it keeps the vowels: ‘Hasan’ isn't ‘Hussein’.
enum WordSound {
    static func key(_ word: [UInt8]) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(word.count)
        var index = 0
        while index < word.count {
            let letter = word[index]
            let next = index + 1 < word.count ? word[index + 1] : 0
            if let sound = pair(letter, next) {
                add(sound, to: &key)
                index += 2
            } else {
                // An h at the end is not heard.
                if !(letter == UInt8(ascii: "h") && index + 1 == word.count && index > 0) {
                    add(single(letter), to: &key)
                }
                index += 1
            }
        }
        return key
    }

    private static func add(_ sound: UInt8, to key: inout [UInt8]) {
        if key.last != sound { key.append(sound) }
    }

    private static func pair(_ first: UInt8, _ second: UInt8) -> UInt8? {
        switch (UnicodeScalar(first), UnicodeScalar(second)) {
        case ("p", "h"): UInt8(ascii: "f")
        case ("c", "k"): UInt8(ascii: "k")
        case ("k", "h"): UInt8(ascii: "h")
        case ("g", "h"): UInt8(ascii: "g")
        case ("d", "h"): UInt8(ascii: "d")
        case ("t", "h"): UInt8(ascii: "t")
        case ("d", "j"), ("z", "h"): UInt8(ascii: "j")
        case ("o", "u"), ("o", "o"): UInt8(ascii: "U")
        case ("e", "e"), ("i", "y"), ("y", "i"), ("i", "i"), ("i", "j"): UInt8(ascii: "I")
        default: nil
        }
    }

    private static func single(_ letter: UInt8) -> UInt8 {
        switch UnicodeScalar(letter) {
        case "a", "e": UInt8(ascii: "A")
        case "i", "y": UInt8(ascii: "I")
        case "o", "u": UInt8(ascii: "U")
        case "w": UInt8(ascii: "v")
        case "q": UInt8(ascii: "k")
        default: letter
        }
    }
}
