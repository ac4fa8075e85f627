using System.Text;
using ElectronicApplication.Forms.Import;

namespace ElectronicApplication.Forms.Tests.Excel;

/// <summary>What a sheet says is read as a person sees it; what is broken or made to do harm is refused with its place.</summary>
public sealed class ExcelReaderTests
{
    private static ExcelSheet Read(Action<Paper> draw) => Assert.Single(ExcelWorkbook.Read(ExcelFile.Of(draw)));

    internal static DefinitionProblem Refused(byte[] file)
    {
        var problem = Assert.Single(Assert.Throws<DefinitionException>(() => ExcelImport.Read(file)).Problems);
        Assert.Equal(("xlsx", "excel"), (problem.File, problem.Code));
        Assert.NotEmpty(problem.MessageJa);
        Assert.NotEmpty(problem.MessageEn);
        return problem;
    }

    [Fact]
    public void Runs_of_a_text_are_joined_and_readings_above_letters_are_left_out()
    {
        var sheet = Read(paper => paper.Rich("B2", "ヨミ", "氏", "名"));
        Assert.Equal("氏名", sheet.Texts[0, 0]);
        Assert.Equal("申請書!B2", sheet.Place(new CellArea(0, 0, 0, 0)));
    }

    [Fact]
    public void A_merged_cell_has_no_lines_inside_and_those_of_its_first_cell_around()
    {
        var sheet = Read(paper => paper.Box("B2:D3", "x"));
        Assert.Equal(new CellArea(0, 0, 1, 2), Assert.Single(sheet.Merges));
        Assert.True(sheet.LineAbove[0, 2] && sheet.LineAbove[2, 1] && sheet.LineLeft[1, 0] && sheet.LineLeft[1, 3]);
        Assert.False(sheet.LineAbove[1, 1] || sheet.LineLeft[0, 1]);
    }

    [Fact]
    public void Hidden_rows_columns_and_sheets_are_left_out_and_places_keep_their_names()
    {
        var sheets = ExcelWorkbook.Read(new ExcelFile()
            .Sheet("一", paper => paper.Text("A1", "a").Text("A2", "b").Text("C3", "c").HideRow(2).Columns(2, 2, 8, hide: true))
            .Sheet("二", paper => paper.Text("A1", "z"), hidden: true).Bytes());
        Assert.Equal((2, 2, true), (sheets[0].Rows, sheets[0].Columns, sheets[0].LeavesOut));
        Assert.Equal("一!C3", sheets[0].Place(new CellArea(1, 1, 1, 1)));
        Assert.True(sheets[1].IsHidden);
    }

    [Fact]
    public void Only_the_printed_area_is_read()
    {
        var sheet = Read(paper => { paper.Text("A1", "a").Text("B2", "b").Text("Z150", "memo"); paper.Printed = "$A$1:$C$20"; });
        Assert.Equal((2, 2, true), (sheet.Rows, sheet.Columns, sheet.LeavesOut));
    }

    [Fact]
    public void Formulas_lists_heights_and_widths_are_known()
    {
        var sheet = Read(paper => paper.Formula("A1", "B1*3").Text("B1", "x").Boxes("A2:B2").Choose("A2", "男", "女").Height(2, 60).Columns(1, 1, 3));
        Assert.Equal("B1*3", sheet.Formulas[(0, 0)]);
        Assert.Equal(["男", "女"], sheet.Lists[(1, 0)]);
        Assert.Equal((60, 3), (sheet.Heights[1], sheet.Widths[0]));
    }

    [Fact]
    public void A_zip_that_grows_without_end_is_refused()
    {
        var file = new ExcelFile().Sheet("a", paper => paper.Text("A1", "x"));
        file.Parts["xl/worksheets/sheet1.xml"] = "<worksheet>" + new string(' ', 30_000_000) + "</worksheet>";
        Assert.Equal("xl/worksheets/sheet1.xml", Refused(file.Bytes()).Path);
        file.Parts["xl/worksheets/sheet1.xml"] = "<worksheet/>";
        file.Parts["xl/workbook.xml"] = "<workbook>" + string.Concat(Enumerable.Range(0, 800_000).Select(i => $"<a>{i * 7919}</a>")) + "</workbook>";
        Assert.Equal("xl/workbook.xml", Refused(file.Bytes()).Path);
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("xl/../../evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("xl\\evil.xml")]
    [InlineData("C:evil.xml")]
    public void A_part_that_points_outside_is_refused(string name)
    {
        var file = new ExcelFile().Sheet("a", paper => paper.Text("A1", "x"));
        file.Parts[name] = "x";
        Assert.Equal(name, Refused(file.Bytes()).Path);
    }

    [Theory]
    [InlineData("A201")]
    [InlineData("CW1")]
    public void A_sheet_that_is_too_large_is_refused_with_the_cell(string place)
    {
        var problem = Refused(ExcelFile.Of(paper => paper.Text("A1", "x").Frame(place)));
        Assert.Equal("申請書!" + place, problem.Path);
        Assert.Contains("200", problem.MessageJa);
    }

    [Fact]
    public void The_last_row_and_column_that_are_allowed_are_read() => Assert.Equal((200, 100), (Read(paper => paper.Text("A1", "x").Text("CV200", "y")).Rows, Read(paper => paper.Text("A1", "x").Text("CV200", "y")).Columns));

    [Fact]
    public void A_million_rows_are_refused_at_once()
    {
        var file = new ExcelFile().Sheet("名簿", paper => paper.Text("A1", "x"));
        var xml = new StringBuilder("<worksheet><sheetData>");
        for (var row = 1; row <= 1_000_000; row++)
            xml.Append("<row r=\"").Append(row).Append("\"><c r=\"A").Append(row).Append("\"><v>").Append(row * 31 % 9973).Append("</v></c></row>");
        file.Parts["xl/worksheets/sheet1.xml"] = xml.Append("</sheetData></worksheet>").ToString();
        var bytes = file.Bytes();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Refused(bytes);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
    }

    [Fact]
    public void Empty_rows_without_end_are_refused_too()
    {
        var file = new ExcelFile().Sheet("空", paper => paper.Text("A1", "x"));
        file.Parts["xl/worksheets/sheet1.xml"] = $"<worksheet><sheetData>{string.Concat(Enumerable.Range(1, 20_000).Select(row => $"<row r=\"{row}\"/>"))}</sheetData></worksheet>";
        Assert.StartsWith("空", Refused(file.Bytes()).Path);
    }

    [Fact]
    public void Eleven_sheets_are_refused()
    {
        var file = new ExcelFile();
        for (var i = 0; i < 11; i++)
            file.Sheet($"s{i}", paper => paper.Text("A1", "x"));
        Assert.Contains("10", Refused(file.Bytes()).MessageJa);
    }

    [Theory]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/styles.xml")]
    public void Entities_and_outside_files_are_never_read(string part)
    {
        var file = new ExcelFile().Sheet("a", paper => paper.Text("A1", "x"));
        file.Parts[part] = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><worksheet><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></worksheet>";
        Assert.Equal(part, Refused(file.Bytes()).Path);
    }

    [Fact]
    public void An_old_or_locked_file_is_told_how_to_be_saved()
    {
        var problem = Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0]);
        Assert.Contains(".xls", problem.MessageJa);
        Assert.Contains("パスワード", problem.MessageJa);
    }

    [Fact]
    public void A_broken_file_or_one_of_another_kind_is_refused()
    {
        var whole = ExcelFile.Of(paper => paper.Text("A1", "x"));
        Refused([]);
        Refused("氏名,住所\n"u8.ToArray());
        Refused(whole[..(whole.Length / 2)]);
        Refused(ExcelFile.Zip([("readme.txt", "x"u8.ToArray())]));
        Refused(ExcelFile.Zip([("[Content_Types].xml", "<Types/>"u8.ToArray())]));
        var cut = new ExcelFile().Sheet("a", paper => paper.Text("A1", "x"));
        cut.Parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>";
        Assert.Equal("xl/worksheets/sheet1.xml", Refused(cut.Bytes()).Path);
        cut.Parts["xl/worksheets/sheet1.xml"] = "<worksheet><c r=\"A1\" t=\"s\"><v>99</v></c></worksheet>";
        Assert.Equal("a!A1", Refused(cut.Bytes()).Path);
    }

    [Fact]
    public void Any_flipped_byte_gives_sheets_or_a_refusal()
    {
        var whole = ExcelForms.Dog().File;
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var n = 0; n <= i % 3; n++)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                ExcelImport.Read(bytes);
            }
            catch (DefinitionException exception)
            {
                Assert.NotEmpty(exception.MessageJa);
            }
        }
    }
}
