namespace ElectronicApplication.Staff.Designer;

/// <summary>The parts of composite fields, in the order in which they are asked for.</summary>
internal static class FieldParts
{
    public static IReadOnlyList<(string Name, string Label)> Of(string? type) => type switch
    {
        "personName" => [("family", "姓"), ("given", "名"), ("familyKana", "姓のフリガナ"), ("givenKana", "名のフリガナ"), ("familyEn", "姓（ローマ字）"), ("givenEn", "名（ローマ字）")],
        "address" => [("postalCode", "郵便番号"), ("prefecture", "都道府県"), ("city", "市区町村"), ("town", "町名"), ("block", "番地"), ("building", "建物名など")],
        "contact" => [("name", "連絡先の名前"), ("phone", "電話番号"), ("mail", "メールアドレス")],
        "bankAccount" => [("bankCode", "金融機関コード"), ("bankName", "金融機関名"), ("branchCode", "支店コード"), ("branchName", "支店名"), ("kind", "預金の種類"), ("number", "口座番号"), ("payeeKana", "口座名義（カナ）")],
        _ => [],
    };
}
