namespace ElectronicApplication.Pdf.Tests;

/// <summary>Names as people write them come out as they went in, drawn by fonts that are in the file.</summary>
public sealed class TextTests : PdfScene
{
    // 葛 with the selector that asks for the form with 人 instead of ヒ.
    private const string Katsu = "葛\U000E0100";

    [ToolsFact("pdftotext")]
    public void Text_is_read_back_with_rare_characters_and_variation_selectors()
    {
        var text = TextOf(Page(d =>
        {
            d.Heading(1, "住民票の写しの交付について");
            d.Paragraph($"髙橋 﨑山 𠮷田 {Katsu}城 様");
            d.Paragraph("Tel. 03-1234-5678, café, ｶﾀｶﾅ ①㈱№");
        }));
        Assert.Contains("住民票の写しの交付について", text, StringComparison.Ordinal);
        Assert.Contains($"髙橋 﨑山 𠮷田 {Katsu}城 様", text, StringComparison.Ordinal);
        Assert.Contains("Tel. 03-1234-5678, café, ｶﾀｶﾅ ①㈱№", text, StringComparison.Ordinal);
    }

    [ToolsFact("pdffonts")]
    public void Fonts_are_embedded_as_subsets_with_a_way_back_to_Unicode()
    {
        var pdf = Page(d =>
        {
            d.Paragraph("本文と𠮷");
            d.Paragraph("太字と𠮷", new() { Bold = true });
        });
        var rows = Tools.Run(Folder, "pdffonts", Write(pdf)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.Matches(@"^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes ", row));
        Assert.Contains(rows, r => r.Contains("BIZUDPGothic-Regular", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("BIZUDPGothic-Bold", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("IPAmjMincho", StringComparison.Ordinal));
    }

    [ToolsFact]
    public void A_character_that_no_font_draws_stops_the_document_and_is_named()
    {
        var document = Document();
        document.Paragraph("前 \U0001F600 後 葛\U000E01EF");
        document.Table(new([1], [["\U0001F600\u0007"]]));
        var stopped = Assert.Throws<MissingGlyphsException>(document.Save);
        Assert.Equal(["\U0001F600", "葛\U000E01EF", "\u0007"], stopped.Characters);
        Assert.Contains("U+1F600, U+845B U+E01EF, U+0007", stopped.Message, StringComparison.Ordinal);
    }

    [ToolsFact]
    public void A_header_or_footer_is_asked_for_glyphs_too() =>
        Assert.Throws<MissingGlyphsException>(() => Page(d => d.Paragraph("あ"), Options with { Footer = new("\U0001F600") }));

    [ToolsFact]
    public void Text_can_be_asked_for_missing_characters_before_anything_is_written()
    {
        Assert.Empty(Fonts.Missing($"髙﨑𠮷{Katsu}\r\n\tabc\u200B\uFEFF"));
        Assert.Equal(["\U0001F600"], Fonts.Missing("a\U0001F600b\U0001F600"));
        // The first font alone does not have 𠮷.
        Assert.Equal(["𠮷"], Catalog.Chain(Family).Missing("髙﨑𠮷"));
        // Neither halves of pairs, nor lone selectors, nor letters that would have to be joined.
        Assert.Equal(["\uD842", "\uDFB7", "\U000E0100", "b\U000E0100", "ا"], Fonts.Missing("\uD842a\uDFB7\n\U000E0100b\U000E0100ا"));
    }

    [ToolsFact]
    public void A_font_that_knows_the_character_but_not_the_form_is_passed_over()
    {
        // BIZ UDPGothic has U+E0100 of 葛, IPAmjMincho has U+E0102 to U+E0108.
        Assert.Empty(Fonts.Missing("葛\U000E0100葛\U000E0102"));
        Assert.Equal(["葛\U000E0100"], Catalog.Chain(Fallback).Missing("葛\U000E0100"));
        // U+E0101 is the form that BIZ UDPGothic draws without any selector.
        Assert.Empty(Catalog.Chain(Family).Missing("葛\U000E0101"));
    }

    [ToolsFact("pdftotext")]
    public void Marks_typed_apart_are_drawn_together_and_stay_apart_for_who_copies()
    {
        var text = TextOf(Page(d => d.Paragraph("か\u3099き e\u0301")));
        Assert.Contains("か\u3099き e\u0301", text, StringComparison.Ordinal);
        Assert.Equal(["か\u0301"], Catalog.Chain("BIZ UDGothic").Missing("か\u0301"));
    }

    [ToolsFact("pdftotext")]
    public void Two_characters_that_share_a_glyph_give_back_each_its_own()
    {
        // IPAmjMincho draws 葛 alone as it draws 葛 with U+E0103.
        var document = new PdfDocument(Catalog.Chain(Fallback), Options);
        document.Paragraph("葛葛\U000E0103葛");
        Assert.Contains("葛葛\U000E0103葛", TextOf(document.Save()), StringComparison.Ordinal);
    }

    [ToolsFact("pdftotext", "pdfinfo")]
    public void Random_text_is_either_written_and_read_back_or_refused()
    {
        var random = new Random(20261121);
        var (written, refused) = (0, 0);
        for (var round = 0; round < 60; round++)
        {
            var text = RandomText(random, rare: round % 3 == 0);
            var missing = Fonts.Missing(text);
            var document = Document(Options with { FontSize = random.Next(6, 40) });
            document.Paragraph(text, new() { Align = (TextAlign)random.Next(4), Bold = random.Next(2) == 0 });
            document.Table(new([1, 2], [[text, text]]) { Size = 9 });
            if (missing.Count > 0)
            {
                Assert.Equal(missing, Assert.Throws<MissingGlyphsException>(document.Save).Characters);
                refused++;
                continue;
            }

            var pdf = document.Save();
            Assert.Equal(pdf, document.Save());
            var info = InfoOf(pdf);
            Assert.DoesNotContain("Error", info, StringComparison.Ordinal);
            var read = Plain(TextOf(pdf, "-raw"));
            Assert.True(Count(read, Plain(text)) == 3, $"round {round}: {Plain(text)} -> {read}");
            written++;
        }

        Assert.True(written > 10 && refused > 10, $"{written} written, {refused} refused");
    }

    private static string RandomText(Random random, bool rare)
    {
        string[] pieces = ["、", "。", "（", "）", "「", "」", " ", "word", "3,000", "ー", "っ", "髙", "𠮷", Katsu, "　", "…", "…", "Ａ", "１２", "ｶﾞ", "\n", "葛\U000E0103"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => random.Next(5) switch
        {
            0 => pieces[random.Next(pieces.Length)],
            1 when rare => char.ToString((char)random.Next(1, 0xFFFF)),
            _ => char.ToString((char)random.Next(0x3041, 0x3093)),
        }));
    }

    // Where lines end is the layout's business, and pdftotext leaves out spaces at their ends.
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static int Count(string text, string part) => part.Length == 0 ? 3 : (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;
}
