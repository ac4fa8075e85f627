using System.Text;
using System.Xml.Linq;

namespace ElectronicApplication.Pdf.Tests;

/// <summary>What a reader hears (ISO 14289-1): every content in its place of the structure, in the order of the document.</summary>
public sealed class StructureTests : PdfScene
{
    [ToolsFact("pdfinfo")]
    public void The_structure_tells_the_content_in_its_order()
    {
        var tree = Structure(Whole());
        Assert.Equal("Document", tree[0].Type);
        Assert.Equal(
            ["P", "P", "H1", "P", "H2", "Table", "TR", "TH", "TH", "TR", "TH", "TD", "TR", "TD", "L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody", "Figure", "Figure", "P"],
            tree[1..].Select(t => t.Type));
        Assert.Equal(
            ["みらい市役所前", "𠮷田 様", "交付決定通知書", "下記のとおり決定しました。", "記", "項目", "内容", "氏名", "𠮷田 太郎", "合計", "1.", "期限を守ること", "2.", "変更を届け出ること", "以上"],
            tree.Where(t => t.Text.Length > 0).Select(t => t.Text));
    }

    [ToolsFact("pdfinfo")]
    public void Headers_and_footers_and_repeated_table_headers_are_not_heard()
    {
        var rows = Enumerable.Range(1, 80).Select(i => (IReadOnlyList<PdfCell>)[$"{i}行"]).ToList();
        var pdf = Page(d => d.Table(new([1], rows) { Header = ["見出し"] }), Options with { Header = new("毎頁"), Footer = new("{page}枚目") });
        var heard = InfoOf(pdf, "-struct-text");
        Assert.Equal(1, heard.Split("見出し").Length - 1);
        Assert.DoesNotContain("毎頁", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("枚目", heard, StringComparison.Ordinal);
        Assert.Contains("毎頁", TextOf(pdf), StringComparison.Ordinal);
        Assert.Contains("3枚目", TextOf(pdf), StringComparison.Ordinal);
    }

    [ToolsFact("pdfinfo")]
    public void A_paragraph_that_goes_on_over_the_page_stays_one_paragraph()
    {
        var text = string.Concat(Enumerable.Range(1, 900).Select(i => $"第{i}項、"));
        var tree = Structure(Page(d => d.Paragraph(text)));
        Assert.Equal(["Document", "P"], tree.Select(t => t.Type));
        Assert.Equal(text, tree[1].Text);
    }

    [ToolsFact("pdfinfo")]
    public void Title_language_and_conformance_are_declared()
    {
        var pdf = Whole();
        var info = InfoOf(pdf);
        Assert.Matches(@"Title: +住民票の写しの交付について", info);
        Assert.Matches(@"Tagged: +yes", info);
        Assert.Matches(@"CreationDate: +Sat Nov 21 (00:30:00 2026 UTC|09:30:00 2026 JST)", info);

        var xmp = XDocument.Parse(Metadata(pdf));
        Assert.Equal("1", xmp.Descendants(XName.Get("part", "http://www.aiim.org/pdfua/ns/id/")).Single().Value);
        Assert.Equal("住民票の写しの交付について", xmp.Descendants(XName.Get("title", "http://purl.org/dc/elements/1.1/")).Single().Value);

        var plain = Encoding.Latin1.GetString(pdf);
        Assert.Contains("/Lang<FEFF006A0061002D004A0050>", plain, StringComparison.Ordinal);
        Assert.Contains("/ViewerPreferences<</DisplayDocTitle true>>", plain, StringComparison.Ordinal);
        Assert.Contains("/MarkInfo<</Marked true>>", plain, StringComparison.Ordinal);
        Assert.Contains("/Tabs/S", plain, StringComparison.Ordinal);
    }

    [ToolsFact("qpdf")]
    public void The_file_is_as_the_standard_wants_it()
    {
        var (code, output) = Tools.RunWithCode(Folder, "qpdf", "--check", Write(Whole()));
        Assert.True(code == 0, output);
        Assert.Contains("No syntax or stream encoding errors found", output, StringComparison.Ordinal);
    }

    [ToolsFact("pdfinfo")]
    public void A_title_with_markup_stays_text()
    {
        var pdf = Page(d => d.Paragraph("あ"), Options with { Title = "<A&B> ) \\ 髙𠮷", Author = "みらい市 <課>", Subject = "\"件名\"" });
        XDocument.Parse(Metadata(pdf));
        XDocument.Parse(Metadata(Page(d => d.Paragraph("あ"), Options with { Title = "a\u0001b\uD842\uFFFF" })));
        var info = InfoOf(pdf);
        Assert.Contains("<A&B> ) \\ 髙𠮷", info, StringComparison.Ordinal);
        Assert.Contains("みらい市 <課>", info, StringComparison.Ordinal);
    }

    [ToolsFact]
    public void All_content_is_tagged_or_an_artifact()
    {
        foreach (var content in Contents(Whole()))
        {
            var depth = 0;
            foreach (var line in content.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.EndsWith(" BDC", StringComparison.Ordinal)) depth++;
                else if (line == "EMC") depth--;
                else Assert.True(depth == 1, line);
            }

            Assert.Equal(0, depth);
        }
    }

    [ToolsFact]
    public void The_same_input_gives_the_same_bytes()
    {
        Assert.Equal(Whole(), Whole());
        Assert.NotEqual(Whole(), Page(d => d.Paragraph("別")));
        var id = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        Assert.Contains("/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]", Encoding.Latin1.GetString(Page(d => d.Paragraph("あ"), Options with { Id = id })), StringComparison.Ordinal);
    }

    [ToolsFact]
    public async Task Many_threads_share_the_fonts()
    {
        var catalog = new FontCatalog();
        byte[][] made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            var document = new PdfDocument(catalog.Chain(Family, Fallback), Options);
            document.Paragraph("髙﨑𠮷葛\U000E0100", new() { Bold = true });
            return document.Save();
        })));
        Assert.All(made, pdf => Assert.Equal(made[0], pdf));
    }

    private static byte[] Whole() => Page(d =>
    {
        d.Address(["みらい市役所前", "𠮷田 様"], new(20, 15, 80, 30));
        d.Heading(1, "交付決定通知書");
        d.Paragraph("下記のとおり決定しました。");
        d.Heading(2, "記");
        d.Rule();
        d.Table(new([1, 2], [[new PdfCell("氏名") { Heading = true }, "𠮷田 太郎"], [new PdfCell("合計") { Span = 2 }]]) { Header = ["項目", "内容"] });
        d.List(["期限を守ること", "変更を届け出ること"], numbered: true);
        d.Image(PdfImage.Read(TestPng.Solid(4, 4, [255, 0, 0])), 10, "みらい市の市章");
        d.QrCode("https://example.jp/", 25, "確認用ページへのQRコード");
        d.Paragraph("以上", new() { Align = TextAlign.End });
    }, Options with { Footer = new(Centre: "{page} / {pages}") });

    /// <summary>The tree as pdfinfo prints it: an element a line, its text below it in quotes.</summary>
    private List<(string Type, string Text)> Structure(byte[] pdf)
    {
        var result = new List<(string Type, string Text)>();
        foreach (var line in InfoOf(pdf, "-struct-text").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            if (line.StartsWith('/')) continue;
            if (line.StartsWith('"')) result[^1] = (result[^1].Type, result[^1].Text + line.Trim('"').Trim());
            else result.Add((line.Split(' ', ':')[0], ""));
        }

        return result;
    }

    private static string Metadata(byte[] pdf)
    {
        var text = Encoding.UTF8.GetString(pdf);
        return text[text.IndexOf("<x:xmpmeta", StringComparison.Ordinal)..(text.IndexOf("</x:xmpmeta>", StringComparison.Ordinal) + 12)];
    }

    private static IEnumerable<string> Contents(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(text, @"/Contents ([0-9]+) 0 R"))
        {
            var start = text.IndexOf($"\n{match.Groups[1].Value} 0 obj\n", StringComparison.Ordinal);
            start = text.IndexOf("stream\n", start, StringComparison.Ordinal) + 7;
            using var inflate = new System.IO.Compression.ZLibStream(new MemoryStream(pdf, start, pdf.Length - start), System.IO.Compression.CompressionMode.Decompress);
            using var reader = new StreamReader(inflate, Encoding.Latin1);
            yield return reader.ReadToEnd();
        }
    }
}
