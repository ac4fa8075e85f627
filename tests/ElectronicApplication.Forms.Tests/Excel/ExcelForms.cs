namespace ElectronicApplication.Forms.Tests.Excel;

/// <summary>A 様式 and what a clerk would make of it: label and type of each field, in order; the fields of a group after its name and a slash.</summary>
internal sealed record ExcelForm(string Title, byte[] File, string[] Expected);

/// <summary>Five 様式 as municipalities draw them. What is expected was written down from the paper alone.</summary>
internal static partial class ExcelForms
{
    public static TheoryData<string> Names => ["Child", "Dog", "Park", "Care", "Waste"];

    public static ExcelForm Of(string name) => name switch
    {
        "Child" => Child(),
        "Dog" => Dog(),
        "Park" => Park(),
        "Care" => Care(),
        _ => Waste(),
    };

    /// <summary>方眼紙: thirty narrow columns, everything merged, blocks named at their left side.</summary>
    public static ExcelForm Child() => new("児童手当認定請求書", ExcelFile.Of(paper => paper
        .Columns(1, 30, 3)
        .Text("A1", "様式第２号（第１条の４関係）")
        .Text("A2:AD2", "児童手当　認定請求書")
        .Text("T3:AD3", "令和　　　年　　　月　　　日")
        .Text("A4:J4", "みなと市長　　様")
        .Text("A5:AD5", "次のとおり、児童手当の受給資格及びその額についての認定を請求します。")
        .Box("A6:B12", "請\n求\n者")
        .Box("C6:F6", "フリガナ").Box("G6:P6").Box("Q6:S7", "性別").Box("T6:V7", "男・女").Box("W6:X7", "生年\n月日").Box("Y6:AD7", "昭和・平成\n　　年　　月　　日")
        .Box("C7:F7", "氏　　名").Box("G7:P7")
        .Box("C8:F8", "個人番号").Boxes("G8:R8").Box("S8:U8", "職業").Box("V8:AD8", "□会社員　□自営業　□公務員　□その他（　　　　　）")
        .Box("C9:F10", "住　　所").Frame("G9:AD10").Text("G9:AD9", "〒　　　　－　　　　").Text("G10:AD10", "")
        .Box("C11:F11", "電話番号").Box("G11:P11", "（　　　　）　　　　－").Box("Q11:T11", "加入する年金").Box("U11:AD11", "１　厚生年金　　２　国民年金　　３　その他")
        .Box("C12:F12", "１月１日の住所").Box("G12:AD12")
        .Box("A13:B15", "配偶者").Box("C13:F13", "配偶者の有無").Box("G13:P13", "有　・　無").Box("Q13:T13", "生年月日").Box("U13:AD13", "昭・平　　　年　　　月　　　日")
        .Box("C14:F14", "氏　　名").Box("G14:AD14")
        .Box("C15:F15", "個人番号").Boxes("G15:R15").Box("S15:U15", "職業").Box("V15:AD15")
        .Box("A16:AD16", "支給要件児童")
        .Box("A17:G17", "氏名").Box("H17:J17", "続柄").Box("K17:Q17", "生年月日").Box("R17:U17", "同居・別居の別").Box("V17:Y17", "監護の有無").Box("Z17:AD17", "生計関係")
        .Box("A18:G18").Box("H18:J18").Box("K18:Q18", "平・令　　年　　月　　日").Box("R18:U18", "同居・別居").Box("V18:Y18", "有・無").Box("Z18:AD18", "同一・維持")
        .Box("A19:G19").Box("H19:J19").Box("K19:Q19", "平・令　　年　　月　　日").Box("R19:U19", "同居・別居").Box("V19:Y19", "有・無").Box("Z19:AD19", "同一・維持")
        .Box("A20:G20").Box("H20:J20").Box("K20:Q20", "平・令　　年　　月　　日").Box("R20:U20", "同居・別居").Box("V20:Y20", "有・無").Box("Z20:AD20", "同一・維持")
        .Box("A21:B24", "振込先口座").Box("C21:H21", "金融機関名").Box("I21:R21", "　　　　　銀行・信用金庫・農協").Box("S21:W21", "支店名").Box("X21:AD21", "　　　　　支店")
        .Box("C22:H22", "預金種別").Box("I22:R22", "普通　・　当座").Box("S22:W22", "口座番号").Boxes("X22:AD22")
        .Box("C23:H23", "フリガナ").Box("I23:AD23")
        .Box("C24:H24", "口座名義人").Box("I24:AD24")
        .Box("A25:F25", "請求事由").Box("G25:AD25", "□出生　□転入　□公務員の退職　□その他（　　　　　　　）")
        .Box("A26:F26", "事由発生日").Box("G26:AD26", "令和　　　年　　　月　　　日")
        .Box("A27:F28", "添付書類").Box("G27:AD28", "□　請求者の健康保険証の写し\n□　振込先口座の通帳の写し")
        .Text("A29:AD29", "□　市が審査のために住民基本台帳及び課税の状況を確認することに同意します。")
        .Text("A30:AD30", "※　太枠の中だけ記入してください。")
        .Text("A31:AD31", "注１　公務員の方は勤務先に請求してください。")
        .Box("A33:D34", "※市処理欄").Box("E33:I33", "受付年月日").Box("J33:Q33", "　　年　　月　　日").Box("R33:V33", "認定番号").Box("W33:AD33")
        .Box("E34:I34", "審査結果").Box("J34:AD34", "認定　・　却下")),
    [
        "氏名 personName", "性別 choice", "生年月日 date", "個人番号 myNumber", "職業 choice", "職業（その他の内容） text", "住所 address", "電話番号 phone", "加入する年金 choice", "1月1日の住所 address",
        "配偶者の有無 yesNo", "生年月日 date", "氏名 personName", "個人番号 myNumber", "職業 text",
        "支給要件児童 group", "支給要件児童/氏名 personName", "支給要件児童/続柄 text", "支給要件児童/生年月日 date", "支給要件児童/同居・別居の別 choice", "支給要件児童/監護の有無 yesNo", "支給要件児童/生計関係 choice",
        "振込先口座 bankAccount", "請求事由 choice", "請求事由（その他の内容） text", "事由発生日 date", "請求者の健康保険証の写し attachment", "振込先口座の通帳の写し attachment",
        "市が審査のために住民基本台帳及び課税の状況を確認することに同意します。 consent",
    ]);

    /// <summary>Nothing merged, only lines; the applicant on underlines; two pairs of label and blank in a row.</summary>
    public static ExcelForm Dog() => new("犬の登録申請書", ExcelFile.Of(paper => paper
        .Columns(1, 1, 2).Columns(2, 2, 16).Columns(3, 3, 26).Columns(4, 4, 18).Columns(5, 5, 26)
        .Text("B1", "別記様式第１号（第３条関係）")
        .Text("C2", "犬の登録申請書")
        .Text("E3", "　　　年　　月　　日")
        .Text("B4", "（宛先）みなと市保健所長")
        .Text("C5", "申請者").Text("D5", "郵便番号").Text("E5", "〒").Line("E5")
        .Text("D6", "住所").Line("E6")
        .Text("D7", "ふりがな").Line("E7")
        .Text("D8", "氏名").Text("E8", "　　　　　　　　　　　㊞").Line("E8")
        .Text("D9", "電話番号").Line("E9")
        .Text("D10", "メールアドレス").Line("E10")
        .Text("B11", "　狂犬病予防法第４条第１項の規定により、次のとおり申請します。")
        .Frame("B12", "申請の区分").Frame("C12:E12").Text("C12", "□新規登録　　□転入による変更　　□鑑札の再交付")
        .Frame("B13", "犬の名前").Frame("C13").Frame("D13", "犬の種類").Frame("E13")
        .Frame("B14", "生年月日").Frame("C14", "平成・令和　　年　　月　　日").Frame("D14", "性別").Frame("E14", "オス・メス")
        .Frame("B15", "毛色").Frame("C15").Frame("D15", "体格").Frame("E15", "大　・　中　・　小")
        .Frame("B16", "体高").Frame("C16", "　　　　　　　cm").Frame("D16", "体重").Frame("E16", "　　　　　　　kg")
        .Frame("B17:B18", "犬の所在地").Frame("C17:E18").Text("C17", "□申請者の住所と同じ").Text("C18", "□その他（　　　　　　　　　　　　　　　　　　）")
        .Frame("B19", "取得年月日").Frame("C19", "　　　年　　月　　日").Frame("D19", "不妊・去勢手術").Frame("E19", "□済　□未")
        .Frame("B20", "マイクロチップ番号").Frame("C20").Frame("D20", "装着年月日").Frame("E20", "　　　年　　月　　日")
        .Frame("B21", "予防注射の実施日").Frame("C21", "　　　年　　月　　日").Frame("D21", "動物病院の名称").Frame("E21")
        .Frame("B22:B24", "その他の特徴").Frame("C22:E24")
        .Frame("B25", "備考").Frame("C25:E25")
        .Text("B26", "※　注射済証を添付してください。")
        .Text("B27", "―――――― 以下は記入しないでください ――――――")
        .Frame("B28", "受付年月日").Frame("C28", "　　　年　　月　　日").Frame("D28", "鑑札番号").Frame("E28", "第　　　　　　号")
        .Frame("B29", "交付手数料").Frame("C29", "　　　　　円").Frame("D29", "担当者").Frame("E29")),
    [
        "住所 address", "氏名 personName", "電話番号 phone", "メールアドレス mail",
        "申請の区分 choice", "犬の名前 text", "犬の種類 text", "生年月日 date", "性別 choice", "毛色 text", "体格 choice", "体高 number", "体重 number",
        "犬の所在地 choice", "犬の所在地（その他の内容） text", "取得年月日 date", "不妊・去勢手術 yesNo", "マイクロチップ番号 digits", "装着年月日 date", "予防注射の実施日 date", "動物病院の名称 text",
        "その他の特徴 longText", "備考 longText",
    ]);

    /// <summary>Headings of parts across the page, labels beside and above their blanks, periods and times, a table, a filled-in example on a second sheet.</summary>
    public static ExcelForm Park() => new("公園内行為許可申請書", new ExcelFile().Sheet("様式", paper => paper
        .Columns(1, 12, 9)
        .Text("A1:L1", "公園内行為許可申請書")
        .Text("H2", "申請日").Text("I2:L2", "令和　　年　　月　　日")
        .Text("A3", "みなと市長　殿")
        .Box("A5:L5", "１　申請者")
        .Box("A6:B6", "団体名").Box("C6:F6").Box("G6:H6", "代表者職氏名").Box("I6:L6")
        .Box("A7:B8", "所在地").Box("C7:L7", "〒").Box("C8:L8")
        .Box("A9:B9", "担当者氏名").Box("C9:F9").Box("G9:H9", "電話番号").Box("I9:L9")
        .Box("A10:B10", "携帯電話").Box("C10:F10").Box("G10:H10", "E-mail").Box("I10:L10")
        .Box("A12:L12", "２　行為の内容")
        .Box("A13:B13", "公園の名称").Box("C13:F13").Box("G13:H13", "使用場所").Box("I13:L13")
        .Box("A14:B16", "行為の目的及び内容").Box("C14:L16")
        .Box("A17:B17", "使用期間").Box("C17:L17", "令和　　年　　月　　日（　）から　令和　　年　　月　　日（　）まで")
        .Box("A18:B18", "使用時間").Box("C18:L18", "午前・午後　　時　　分　から　午前・午後　　時　　分　まで")
        .Box("A19:D19", "使用面積").Box("E19:H19", "参加予定人数").Box("I19:L19", "車両の台数")
        .Box("A20:D20", "㎡").Box("E20:H20", "人").Box("I20:L20", "台")
        .Box("A21:B21", "入場料").Box("C21:F21", "□徴収する　□徴収しない").Box("G21:H21", "火気の使用").Box("I21:L21", "□あり　□なし")
        .Box("A22:B22", "音響機器の使用").Box("C22:F22", "有・無").Box("G22:H22", "減免の申請").Box("I22:L22", "する　・　しない")
        .Box("A24:L24", "３　設置する物件")
        .Box("A25:A25", "No.").Box("B25:F25", "物件の名称").Box("G25:H25", "数量").Box("I25:L25", "大きさ（縦×横×高さ）")
        .Box("A26", "1").Box("B26:F26").Box("G26:H26").Box("I26:L26")
        .Box("A27", "2").Box("B27:F27").Box("G27:H27").Box("I27:L27")
        .Box("A28", "3").Box("B28:F28").Box("G28:H28").Box("I28:L28")
        .Box("A30:B31", "添付書類").Box("C30:L31", "(1) 位置図　(2) 企画書　(3) 参加者の名簿")
        .Box("A32:B32", "備考").Box("C32:L32")
        .Text("A33", "注１　使用期間には、準備と後片付けの期間を含めてください。")
        .Text("A34", "　２　申請書は、使用日の１４日前までに提出してください。"))
        .Sheet("記入例", paper => paper.Box("A6:B6", "団体名").Box("C6:F6", "みなと町内会").Box("G6:H6", "代表者職氏名").Box("I6:L6", "会長　港太郎")).Bytes(),
    [
        "団体名 text", "代表者職氏名 personName", "所在地 address", "担当者氏名 personName", "電話番号 phone", "携帯電話 phone", "E-mail mail",
        "公園の名称 text", "使用場所 text", "行為の目的及び内容 longText", "使用期間 period", "使用時間（開始） time", "使用時間（終了） time", "使用面積 number", "参加予定人数 integer", "車両の台数 integer",
        "入場料 yesNo", "火気の使用 yesNo", "音響機器の使用 yesNo", "減免の申請 yesNo",
        "設置する物件 group", "設置する物件/物件の名称 text", "設置する物件/数量 integer", "設置する物件/大きさ（縦×横×高さ） text",
        "位置図 attachment", "企画書 attachment", "参加者の名簿 attachment", "備考 longText",
    ]);
}
