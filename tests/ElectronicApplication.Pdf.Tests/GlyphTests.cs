using System.Buffers.Binary;
using System.Globalization;
using ElectronicApplication.Pdf.Fonts;

namespace ElectronicApplication.Pdf.Tests;

/// <summary>What a page shows is what the font holds: compared pixel by pixel, so that neither a box nor the wrong form can pass.</summary>
public sealed class GlyphTests : PdfScene
{
    private const int Dots = 600;
    private const double Size = 100;
    private const double Margin = 10;

    // The Japanese fonts draw every letter by itself; this one puts letters and accents together.
    private const string Composites = "DejaVu Sans";

    [ToolsTheory("pdftoppm")]
    [InlineData("髙", Family)]
    [InlineData("﨑", Family)]
    [InlineData("𠮷", Fallback)]
    [InlineData("葛", Family)]
    [InlineData("葛\U000E0100", Family)]
    [InlineData("葛\U000E0102", Fallback)]
    [InlineData("が", Family)]
    [InlineData("ﾊ", Family)]
    [InlineData("é", Family)]
    [InlineData("ǻ", Composites)]
    public void A_character_on_the_page_is_the_outline_in_the_font(string character, string family)
    {
        var page = Render(Drawn(character), Dots);
        var own = OutlineOf(character, Catalog.Chain(family));
        Assert.True(Overlap(page, own) > 0.95, $"{Overlap(page, own):P1} of the pixels agree");
    }

    [ToolsFact("pdftoppm")]
    public void The_comparison_tells_the_two_forms_of_a_character_apart()
    {
        var page = Render(Drawn("葛"), Dots);
        Assert.True(Overlap(page, OutlineOf("葛", Catalog.Chain(Family))) > 0.95);
        Assert.True(Overlap(page, OutlineOf("葛\U000E0100", Catalog.Chain(Family))) < 0.9);
    }

    [ToolsFact]
    public void Composite_glyphs_keep_their_parts()
    {
        Assert.True(Catalog.Chain(Composites).Find('ǻ', 0, bold: false, out var face, out var glyph));
        var font = face.Font;
        Assert.True(new GlyphOutline(font, glyph).IsComposite);
        var subset = new GlyphSubset(font);
        Assert.Equal(1, subset.Add(glyph));
        var file = FontFile.Faces(new MemoryStream(subset.Build())).Single();
        Assert.True(subset.Count > 2);
        Assert.True(file.Table("glyf").Length < 5000);
        var part = file.Table("glyf").U16((int)file.Table("loca").U32(4) + 12);
        Assert.InRange(part, 2, subset.Count - 1);
    }

    [ToolsFact]
    public void A_family_that_is_not_there_or_has_other_outlines_is_refused_with_the_reason()
    {
        var missing = Assert.Throws<PdfInputException>(() => Catalog.Chain("No Such Family"));
        Assert.Equal(PdfInputProblem.Font, missing.Problem);
        Assert.Contains("not found", missing.Message, StringComparison.Ordinal);

        File.WriteAllBytes(Path.Combine(Folder, "broken.ttf"), [0, 1, 0, 0, 0, 9]);
        File.WriteAllBytes(Path.Combine(Folder, "text.otf"), "no font"u8.ToArray());
        File.WriteAllBytes(Path.Combine(Folder, "cff.otf"), CffFont());
        var catalog = new FontCatalog(Folder, Path.Combine(Folder, "nowhere"));
        Assert.Equal(["broken.ttf", "cff.otf", "text.otf"], catalog.Unusable.Keys.Select(Path.GetFileName).Order());
        Assert.Contains("CFF", Assert.Throws<PdfInputException>(() => catalog.Chain("Cff")).Message, StringComparison.Ordinal);
    }

    [ToolsFact]
    public void Families_are_found_in_collections_and_by_their_Japanese_names()
    {
        // A collection of two faces, made of one font: both directories point to the same tables.
        var font = File.ReadAllBytes("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf");
        var tables = BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(4));
        var head = 20 + 12 + 16 * tables;
        var collection = new byte[head + font.Length];
        "ttcf"u8.CopyTo(collection);
        BinaryPrimitives.WriteUInt32BigEndian(collection.AsSpan(4), 0x00010000);
        BinaryPrimitives.WriteUInt32BigEndian(collection.AsSpan(8), 2);
        BinaryPrimitives.WriteUInt32BigEndian(collection.AsSpan(12), 20);
        BinaryPrimitives.WriteUInt32BigEndian(collection.AsSpan(16), 20);
        font.AsSpan(0, 12 + 16 * tables).CopyTo(collection.AsSpan(20));
        font.CopyTo(collection, head);
        for (var i = 0; i < tables; i++)
        {
            var offset = collection.AsSpan(20 + 12 + 16 * i + 8, 4);
            BinaryPrimitives.WriteUInt32BigEndian(offset, BinaryPrimitives.ReadUInt32BigEndian(offset) + (uint)head);
        }

        File.WriteAllBytes(Path.Combine(Folder, "two.ttc"), collection);
        Assert.Empty(new FontCatalog(Folder).Chain("BIZ UDPゴシック").Missing("髙葛\U000E0100"));
    }

    [ToolsFact]
    public void A_broken_font_gives_a_reason_and_never_another_error()
    {
        var font = File.ReadAllBytes("/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf");
        var random = new Random(4);
        for (var round = 0; round < 60; round++)
        {
            var broken = font.ToArray();
            // The directory and the small tables are where a hostile file would begin.
            for (var i = 0; i < 6; i++) broken[random.Next(round % 2 == 0 ? 400 : broken.Length)] = (byte)random.Next(256);
            if (round % 7 == 0) broken = broken[..random.Next(broken.Length)];
            try
            {
                var parsed = new TrueTypeFont(FontFile.Faces(new MemoryStream(broken))[0]);
                var subset = new GlyphSubset(parsed);
                for (var code = 0x3041; code < 0x3093; code++) if (parsed.Glyph(code, 0) is > 0 and var glyph) subset.Add(glyph);
                subset.Build();
            }
            catch (PdfInputException refused)
            {
                Assert.Equal(PdfInputProblem.Font, refused.Problem);
            }
        }
    }

    [Fact]
    public void A_character_map_that_tells_the_same_again_and_again_is_read_once()
    {
        // 200,000 groups, each over all of Unicode: two hundred thousand million steps if each were believed.
        const int Groups = 200_000;
        var table = new byte[12 + 16 + 12 * Groups];
        void Put(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(at), value);
        (table[3], table[5], table[7], table[11], table[13]) = (1, 3, 10, 12, 12);
        Put(12 + 12, Groups);
        for (var i = 0; i < Groups; i++)
        {
            Put(28 + 12 * i, 0);
            Put(32 + 12 * i, 0x10FFFF);
            Put(36 + 12 * i, 1);
        }

        var map = new CharacterMap(new FontTable("cmap", table), 60_000);
        Assert.Equal(0x3043, map[0x3042]);
        Assert.Equal(0, map[0x20BB7]);
    }

    private static byte[] Drawn(string character)
    {
        var document = new PdfDocument(Catalog.Chain(Family, Fallback, Composites), Options with { Page = new(60, 60), Margins = PdfMargins.All(Margin) });
        document.Paragraph(character, new() { Size = Size, LineHeight = 1 });
        return document.Save();
    }

    private static bool[,] OutlineOf(string character, FontSet fonts)
    {
        var code = char.ConvertToUtf32(character, 0);
        var length = char.IsSurrogatePair(character, 0) ? 2 : 1;
        var selector = character.Length > length ? char.ConvertToUtf32(character, length) : 0;
        Assert.True(fonts.Find(code, selector, bold: false, out var face, out var glyph), character);
        var (pixels, edge) = (Size * Dots / 72, Margin / 25.4 * Dots);
        return new GlyphOutline(face.Font, glyph).Fill((int)(edge * 2 + pixels), (int)(edge * 2 + pixels), pixels, edge, edge + 0.88 * pixels);
    }

    /// <summary>Of the pixels that either shows, the part that both show.</summary>
    private static double Overlap(GreyImage page, bool[,] own)
    {
        var (both, either) = (0, 0);
        for (var x = 0; x < own.GetLength(0); x++)
        {
            for (var y = 0; y < own.GetLength(1); y++)
            {
                var shown = page[x, y] < 128;
                if (shown && own[x, y]) both++;
                if (shown || own[x, y]) either++;
            }
        }

        Assert.True(either > 1000, either.ToString(CultureInfo.InvariantCulture));
        return (double)both / either;
    }

    /// <summary>The least that looks like a font with CFF outlines: a name and an empty table.</summary>
    private static byte[] CffFont()
    {
        byte[] name = [0, 0, 0, 1, 0, 18, 0, 3, 0, 1, 4, 9, 0, 1, 0, 6, 0, 0, 0, (byte)'C', 0, (byte)'f', 0, (byte)'f'];
        var font = new byte[12 + 48 + 54 + name.Length];
        "OTTO"u8.CopyTo(font);
        font[5] = 3;
        var (at, entry) = (60, 12);
        foreach (var (tag, length) in new[] { ("CFF ", 0), ("head", 54), ("name", name.Length) })
        {
            System.Text.Encoding.ASCII.GetBytes(tag, font.AsSpan(entry));
            BinaryPrimitives.WriteInt32BigEndian(font.AsSpan(entry + 8), at);
            BinaryPrimitives.WriteInt32BigEndian(font.AsSpan(entry + 12), length);
            (entry, at) = (entry + 16, at + length);
        }

        name.CopyTo(font, 60 + 54);
        return font;
    }
}
