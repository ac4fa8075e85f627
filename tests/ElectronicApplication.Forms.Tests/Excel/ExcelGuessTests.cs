using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Import;

namespace ElectronicApplication.Forms.Tests.Excel;

/// <summary>What one label and one place to write become.</summary>
public sealed class ExcelGuessTests
{
    private static JsonObject Import(Action<Paper> draw) => ExcelImport.Read(ExcelFile.Of(draw)).Form;

    private static string[] Names(JsonObject form) => [.. ExcelFormTests.All(form).Select(field => field.Name)];

    private static JsonObject One(string label, string blank) => Assert.Single(ExcelFormTests.All(Import(paper => paper.Box("A1:B1", label).Box("C1:H1", blank)))).Json;

    [Theory]
    [InlineData("生年月日", "明・大・昭・平　　年　　月　　日生", "date")]
    [InlineData("生年月日", "", "date")]
    [InlineData("利用日", "　　年　　月　　日（　　曜日）", "date")]
    [InlineData("予定", "20　　年　　月　　日", "date")]
    [InlineData("期間", "令和　年　月　日　〜　令和　年　月　日", "period")]
    [InlineData("来庁時刻", "　時　　分", "time")]
    [InlineData("手数料", "", "yen")]
    [InlineData("月の家賃", "金　　　　　円", "yen")]
    [InlineData("枚数", "　　枚", "integer")]
    [InlineData("身長", "　　　cm", "number")]
    [InlineData("敷地", "　　　㎡", "number")]
    [InlineData("住所", "〒", "address")]
    [InlineData("郵便番号", "　　　－", "postalCode")]
    [InlineData("ＴＥＬ", "（　　　）　　　－", "phone")]
    [InlineData("連絡", "　　　－　　　　－　　　", "phone")]
    [InlineData("電子メール", "", "mail")]
    [InlineData("性別", "男　女", "choice")]
    [InlineData("性別", "", "choice")]
    [InlineData("種類", "①新規　②更新　③変更", "choice")]
    [InlineData("種類", "□新規　□更新", "choice")]
    [InlineData("利用する設備（複数選択可）", "□机　□いす　□マイク", "choices")]
    [InlineData("駐車場", "要・不要", "yesNo")]
    [InlineData("配偶者", "有　無", "yesNo")]
    [InlineData("法人番号", "", "corporateNumber")]
    [InlineData("マイナンバー", "", "myNumber")]
    [InlineData("申請者氏名", "　　　　　㊞", "personName")]
    [InlineData("署名", "", "signature")]
    [InlineData("申込みの理由", "", "longText")]
    [InlineData("会社名", "", "text")]
    public void The_kind_of_a_field_follows_from_its_label_and_the_letters_in_its_blank(string label, string blank, string type)
    {
        var field = One(label, blank);
        Assert.Equal(type, (string)field["type"]!);
        Assert.False(field["x-guess"]!.AsObject().ContainsKey("check"));
    }

    [Theory]
    [InlineData("むにゃむにゃ", "")]
    [InlineData("添付書類", "")]
    [InlineData("区分", "")]
    public void What_the_paper_does_not_say_is_marked(string label, string blank)
    {
        var field = One(label, blank);
        Assert.Equal("text", (string)field["type"]!);
        Assert.True((bool)field["x-guess"]!["check"]!);
    }

    [Fact]
    public void The_reason_names_the_side_and_the_words()
    {
        Assert.Equal("記入欄の左の「生年月日」から日付と推定", (string)One("生年月日", "")["x-guess"]!["reason"]!["ja"]!);
        Assert.Equal("申請書!C1", (string)One("生年月日", "")["x-guess"]!["cell"]!);
        var above = Assert.Single(ExcelFormTests.All(Import(paper => paper.Box("A1:B1", "生年月日").Box("A2:B2")))).Json;
        Assert.Equal("記入欄の上の「生年月日」から日付と推定", (string)above["x-guess"]!["reason"]!["ja"]!);
    }

    [Fact]
    public void Options_eras_units_and_room_to_write_are_taken_over()
    {
        var form = Import(paper => paper.Box("A1", "職業").Box("B1:F1", "□会社員　□その他（　　　）").Box("A2", "生年月日").Box("B2:F2", "昭和・平成　年　月　日").Box("A3", "体重").Box("B3:F3", "　kg"));
        var fields = ExcelFormTests.All(form).Select(field => field.Json).ToArray();
        Assert.Equal(["会社員", "その他"], fields[0]["options"]!.AsArray().Select(option => (string)option!["label"]!));
        Assert.Equal($"{fields[0]["id"]} = \"2\"", (string)fields[1]["visible"]!);
        Assert.Equal(["showa", "heisei"], fields[2]["eras"]!.AsArray().Select(era => (string)era!));
        Assert.Equal("kg", (string)fields[3]["unit"]!);
    }

    [Fact]
    public void Room_behind_yes_asks_for_more_when_the_answer_is_yes()
    {
        foreach (var blank in new[] { "有（　　　　　）・無", "□無　□有（種類：　　　　等級：　　　）" })
        {
            var fields = ExcelFormTests.All(Import(paper => paper.Box("A1:B1", "手帳").Box("C1:H1", blank))).Select(field => field.Json).ToArray();
            Assert.Equal(["yesNo", "text"], fields.Select(field => (string)field["type"]!));
            Assert.Equal(("手帳（有の内容）", $"{fields[0]["id"]} = true"), ((string)fields[1]["label"]!, (string)fields[1]["visible"]!));
        }
    }

    [Fact]
    public void Several_names_in_one_frame_are_a_field_each() =>
        Assert.Equal(["氏名 personName", "続柄 text", "電話 phone", "アレルギー yesNo"], Names(Import(paper => paper
            .Box("A1:B1", "緊急時").Box("C1:H1", "氏名　　　　　続柄　　　　電話").Box("A2:B2", "アレルギー").Box("C2:H2", "有・無"))));

    [Fact]
    public void A_name_with_a_seal_beside_it_in_the_same_text_is_a_name() =>
        Assert.Equal(["電話 phone", "委任者氏名 personName"], Names(Import(paper => paper.Text("A1", "電話　　　（　　　）　　　").Text("A3", "委任者氏名　　　　　　㊞"))));

    [Fact]
    public void Boxes_for_one_letter_each_are_a_number_of_that_length()
    {
        var field = Assert.Single(ExcelFormTests.All(Import(paper => paper.Columns(1, 12, 3).Box("A1:B1", "会員番号").Boxes("C1:J1")))).Json;
        Assert.Equal(("digits", 8, 8), ((string)field["type"]!, (int)field["minLength"]!, (int)field["maxLength"]!));
        Assert.True((bool)Assert.Single(ExcelFormTests.All(Import(paper => paper.Columns(1, 20, 3).Box("A1:B1", "個人番号").Boxes("C1:N1")))).Json["separateStorage"]!);
    }

    [Fact]
    public void A_postal_code_above_an_address_is_part_of_it() =>
        Assert.Equal(["住所 address"], Names(Import(paper => paper.Box("A1:B1", "郵便番号").Box("C1:H1").Box("A2:B2", "住所").Box("C2:H2"))));

    [Fact]
    public void A_reading_above_another_name_stays_a_field_of_its_own() =>
        Assert.Equal(["団体名（フリガナ） kana", "団体名 text"], Names(Import(paper => paper.Box("A1:B1", "フリガナ").Box("C1:H1").Box("A2:B2", "団体名").Box("C2:H2"))));

    [Fact]
    public void Rows_and_columns_with_names_of_their_own_become_a_field_for_each_crossing() =>
        Assert.Equal(["住所（変更前） address", "住所（変更後） address", "電話番号（変更前） phone", "電話番号（変更後） phone"], Names(Import(paper => paper
            .Box("A1:B1", "変更事項").Box("C1:E1", "変更前").Box("F1:H1", "変更後").Box("A2:B2", "住所").Box("C2:E2").Box("F2:H2").Box("A3:B3", "電話番号").Box("C3:E3").Box("F3:H3")))
            .Select(name => name.Replace(" text", " address", StringComparison.Ordinal)));

    [Fact]
    public void Headings_across_the_page_begin_pages_and_notes_become_their_guidance()
    {
        var form = Import(paper => paper.Box("A1:H1", "１　申請者").Box("A2:B2", "氏名").Box("C2:H2").Text("A3", "※ 戸籍のとおりに記入してください。").Box("A4:H4", "２　犬について").Box("A5:B5", "犬の名前").Box("C5:H5"));
        Assert.Equal(["申請者", "犬について"], form["pages"]!.AsArray().Select(page => (string)page!["title"]!));
        Assert.Equal("※ 戸籍のとおりに記入してください。", (string)form["pages"]![0]!["guidance"]!);
    }

    [Fact]
    public void Formulas_seals_and_what_nothing_names_are_listed_with_their_cells()
    {
        var imported = ExcelImport.Read(ExcelFile.Of(paper => paper.Box("A1:B1", "合計金額").Box("C1:F1").Formula("C1", "SUM(C2:C9)").Box("A3:B3", "氏名").Box("C3:F3", "　　　　印").Box("C5:F5")));
        Assert.Equal(["申請書!C1", "申請書!C3", "申請書!C5"], imported.Gaps.Select(gap => gap.Path).Order());
        Assert.Contains("SUM(C2:C9)", imported.Gaps.Single(gap => gap.Path == "申請書!C1").MessageJa);
    }

    [Fact]
    public void Letters_of_a_program_in_a_label_stay_letters()
    {
        var field = One("<script>alert(1)</script>の名称", "");
        Assert.Contains("<script>", (string)field["label"]!);
        Form.Compile(Import(paper => paper.Box("A1:B1", "区分").Box("C1:H1", "□\"a\"　□その他\" or true（　　　）")).ToJsonString());
    }

    [Fact]
    public void A_sheet_with_nothing_to_fill_in_is_refused()
    {
        Assert.Contains("見つかりません", ExcelReaderTests.Refused(ExcelFile.Of(paper => paper.Text("A1", "お知らせ").Text("A2", "本日は休業します。"))).MessageJa);
        Assert.Equal("名簿", ExcelReaderTests.Refused(new ExcelFile().Sheet("名簿", paper => { for (var row = 1; row <= 100; row++) paper.Boxes($"A{row}:AI{row}").Columns(1, 35, 9); }).Bytes()).Path);
    }
}
