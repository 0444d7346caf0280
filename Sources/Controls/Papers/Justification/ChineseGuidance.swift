/// Chinese words for what rule files on the Chinese side answer, by rule. The files themselves are in English; what
/// isn't here is printed as they have it, and marked as the original.
package enum ChineseGuidance {
    package static func answer(_ rule: String) -> String? {
        switch rule {
        case "cn.reported.private": "据报道，民营企业须提出申请，书面说明国产芯片不能满足需要的理由，由国家发展改革委逐案审批"
        case "cn.reported.public": "据报道，机关、事业单位和国有企业不得采购（限于采购清单所列国产产品）"
        case "cn.reported.stateMoney": "据报道，含国有资金的数据中心，完工比例低于门槛的，禁止采用，已采用的拆除，已订购的取消"
        case "cn.reported.stateMoneyBuilt": "据报道，含国有资金的数据中心，完工比例达到门槛的，逐案处理"
        case "cn.reported.stateMoneyUnknown": "据报道，含国有资金的数据中心禁止采用；完工比例达到门槛的逐案处理（本申请未说明完工比例）"
        case "cn.reported.h20": "据报道，已有不予采购的指示"
        case "cn.reported.university": "据报道，高等院校、科研机构可作为特殊情形处理"
        case "cn.reported.denied": "美方不予许可，中方程序已无实际意义"
        case "cn.customs.h200": "据报道，未经批准，海关不予放行"
        case "cn.customs.advanced": "据报道，海关加强查验，并复查以往申报"
        case "cn.procurement.preference": "政府采购对国产产品给予 20% 的价格评审优惠"
        case "cn.suppliers.reported": "据报道，已列入清单"
        case "cn.suppliers.other": "不详；清单未公开"
        case "cn.decree835.conflict": "可能存在冲突；拒绝交易前应咨询中国法律顾问"
        default: nil
        }
    }

    package static func title(_ instrument: String) -> String? {
        switch instrument {
        case "cn-reported-guidance": "关于境外 AI 芯片的指导意见（未见公开法律文本）"
        case "cn-customs-practice": "海关对境外 AI 芯片的执行情况"
        case "cn-procurement-2026": "国办发〔2025〕34 号：政府采购本国产品价格评审优惠"
        case "cn-approved-suppliers": "公共部门 AI 芯片供应商清单（信创）"
        case "cn-decree-835": "国务院令第 835 号：反外国不当域外管辖"
        default: nil
        }
    }
}
