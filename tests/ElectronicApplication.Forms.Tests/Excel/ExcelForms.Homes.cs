namespace ElectronicApplication.Forms.Tests.Excel;

internal static partial class ExcelForms
{
    /// <summary>A dense 様式 with single-letter boxes, a row of check boxes in cells of their own, and an account under its names.</summary>
    public static ExcelForm Care() => new("介護保険居宅介護（介護予防）住宅改修費支給申請書", ExcelFile.Of(paper => paper
        .Columns(1, 28, 4)
        .Text("A1:X1", "介護保険居宅介護（介護予防）住宅改修費支給申請書")
        .Box("A3:D3", "フリガナ").Box("E3:L3").Box("M3:P3", "保険者番号").Boxes("Q3:V3")
        .Box("A4:D5", "被保険者氏名").Box("E4:L5").Box("M4:P4", "被保険者番号").Boxes("Q4:Z4")
        .Box("M5:P5", "個人番号").Boxes("Q5:AB5")
        .Box("A6:D6", "生年月日").Box("E6:L6", "明・大・昭　　年　　月　　日生").Box("M6:P6", "性別").Box("Q6:AB6", "男　・　女")
        .Box("A7:D8", "住所").Frame("E7:AB8").Text("E7", "〒").Text("P8", "電話番号　　　　（　　　）")
        .Box("A9:D9", "要介護状態区分").Box("E9:AB9", "要支援　１・２　　　要介護　１・２・３・４・５")
        .Box("A10:D10", "住宅の所有者").Box("E10:L10").Box("M10:P10", "本人との関係").Box("Q10:AB10")
        .Box("A11:D14", "改修の内容・箇所\n（該当するものすべてに☑）")
        .Box("E11:L11", "□ 手すりの取付け").Box("M11:T11", "□ 段差の解消").Box("U11:AB11", "□ 床材の変更")
        .Box("E12:L12", "□ 扉の取替え").Box("M12:T12", "□ 便器の取替え").Box("U12:AB12", "□ その他")
        .Box("E13:H14", "規模及び\n詳細").Box("I13:AB14")
        .Box("A15:D15", "業者名").Box("E15:L15").Box("M15:P15", "着工予定日").Box("Q15:AB15", "令和　　年　　月　　日")
        .Box("A16:D16", "改修費用").Box("E16:L16", "　　　　　　　　　　円").Box("M16:P16", "完成予定日").Box("Q16:AB16", "令和　　年　　月　　日")
        .Text("A18", "みなと市長　様")
        .Text("A19:X19", "上記のとおり関係書類を添えて居宅介護（介護予防）住宅改修費の支給を申請します。")
        .Text("B20", "令和　　年　　月　　日")
        .Text("B21", "申請者").Text("E21", "住　所").Line("H21:P21").Text("Q21", "電話番号").Line("T21:X21")
        .Text("E22", "氏　名").Line("H22:P22").Text("Q22", "印")
        .Text("A24", "住宅改修費を下記の口座に振り込んでください。")
        .Box("A25:B28", "口座振替依頼欄")
        .Box("C25:J25", "　　　　　　　銀行\n　　　　　　　信用金庫\n　　　　　　　農協").Box("K25:P25", "　　　　　　本店\n　　　　　　支店").Box("Q25:T25", "種目").Box("U25:AB25", "口座番号")
        .Box("C26:J26", "金融機関コード").Box("K26:P26", "店舗コード").Box("Q26:T27", "１　普通預金\n２　当座預金\n３　その他").Boxes("U26:AA26")
        .Boxes("C27:F27").Box("K27:P27")
        .Box("C28:F28", "口座名義人\n（カタカナ）").Box("G28:AB28")
        .Box("A29:D29", "領収証の添付").Box("E29:L29", "□有　□無").Box("M29:P29", "着工前の写真").Box("Q29:AB29", "□有　□無")
        .Text("A30", "注意　・　この申請書に、領収証及び工事費内訳書を添付してください。")
        .Text("A31", "　　　・　改修を行った住宅の所有者が本人でない場合は、所有者の承諾書を添付してください。")),
    [
        "被保険者氏名 personName", "保険者番号 digits", "被保険者番号 digits", "個人番号 myNumber", "生年月日 date", "性別 choice", "住所 address", "電話番号 phone",
        "要介護状態区分 choice", "住宅の所有者 personName", "本人との関係 text", "改修の内容・箇所 choices", "規模及び詳細 longText", "業者名 text", "着工予定日 date", "改修費用 yen", "完成予定日 date",
        "住所 address", "電話番号 phone", "氏名 personName", "口座振替依頼欄 bankAccount", "領収証の添付 yesNo", "着工前の写真 yesNo",
    ]);

    /// <summary>Labels and blanks in one cell, rich text, hidden working columns, lists of Excel, wishes by rank, and a table of goods.</summary>
    public static ExcelForm Waste() => new("粗大ごみ収集申込書", new ExcelFile().Sheet("申込書", paper =>
    {
        paper.Columns(1, 1, 14).Columns(2, 8, 12).Columns(9, 10, 12, hide: true)
            .Rich("A1", "ソダイ", "粗大ごみ", "収集申込書")
            .Text("A2", "太枠の中を記入し、ＦＡＸ又は窓口で申し込んでください。")
            .Text("I1", "作業用").Text("J1", "コード表")
            .Frame("A4:H4").Text("A4", "■ 申込者について")
            .Frame("A5", "ふりがな").Frame("B5:D5").Frame("E5", "電話番号").Frame("F5:H5")
            .Frame("A6", "お名前").Frame("B6:D6").Frame("E6", "携帯電話").Frame("F6:H6")
            .Frame("A7:A8", "ご住所").Frame("B7:H8").Text("B7", "〒　　　－").Text("B8", "みなと市")
            .Frame("A9", "建物の種類").Frame("B9:H9").Text("B9", "□一戸建て").Text("D9", "□集合住宅").Text("F9", "□社宅・寮")
            .Frame("A10", "階数").Frame("B10:D10").Text("C10", "階").Frame("E10", "エレベーター").Frame("F10:H10", "有　・　無")
            .Frame("A11", "世帯人数").Frame("B11:D11", "　　　　　　　人").Frame("E11", "ＦＡＸ番号").Frame("F11:H11")
            .Frame("A13:H13").Text("A13", "■ 収集について")
            .Frame("A14:A15", "収集希望日").Frame("B14", "第１希望").Frame("C14:H14", "令和　　年　　月　　日（　　）")
            .Frame("B15", "第２希望").Frame("C15:H15", "令和　　年　　月　　日（　　）")
            .Frame("A16", "時間帯").Frame("B16:H16").Text("B16", "①午前　②午後　③どちらでもよい")
            .Frame("A17", "排出場所").Frame("B17:D17").Frame("E17", "排出場所の目印").Frame("F17:H17")
            .Frame("A18", "立会い").Frame("B18:D18", "する・しない").Frame("E18", "支払方法").Frame("F18:H18").Choose("F18", "納付券", "現金", "クレジットカード")
            .Frame("A20:H20").Text("A20", "■ 出す品物")
            .Frame("A21", "番号").Frame("B21:D21", "品名").Frame("E21", "最大の辺（cm）").Frame("F21", "材質").Frame("G21", "個数").Frame("H21", "手数料");
        for (var row = 22; row <= 26; row++)
            paper.Frame($"A{row}").Number($"A{row}", row - 21).Frame($"B{row}:D{row}").Frame($"E{row}").Frame($"F{row}", "金属・木・他").Frame($"G{row}", "　　個").Frame($"H{row}", "　　　円");
        paper.Frame("A27:F27", "合計").Frame("G27", "　　個").Frame("H27").Formula("H27", "SUM(H22:H26)")
            .Frame("A29:H30").Text("A29", "ご要望・連絡事項")
            .Frame("A32:H32").Text("A32", "□ 家庭から出たごみであり、事業によるものではないことを確認しました。")
            .Text("A33", "※ エアコン、テレビ、冷蔵庫、洗濯機は収集できません。")
            .Frame("A35", "※受付番号").Frame("B35:D35").Frame("E35", "※受付者").Frame("F35:H35")
            .Text("A36", "※印の欄は記入しないでください。");
        paper.Printed = "$A$1:$J$36";
    }).Sheet("リスト", paper => paper.Text("A1", "納付券").Text("A2", "現金"), hidden: true).Bytes(),
    [
        "お名前 personName", "電話番号 phone", "携帯電話 phone", "ご住所 address", "建物の種類 choice", "階数 integer", "エレベーター yesNo", "世帯人数 integer", "FAX番号 phone",
        "第1希望 date", "第2希望 date", "時間帯 choice", "排出場所 text", "排出場所の目印 text", "立会い yesNo", "支払方法 choice",
        "出す品物 group", "出す品物/品名 text", "出す品物/最大の辺（cm） number", "出す品物/材質 choice", "出す品物/個数 integer", "出す品物/手数料 yen",
        "合計 integer", "ご要望・連絡事項 longText", "家庭から出たごみであり、事業によるものではないことを確認しました。 consent",
    ]);
}
