namespace ElectronicApplication.Pdf.Tests;

/// <summary>Images as they come from scanners, drawing programs and attackers.</summary>
public sealed class ImageTests : PdfScene
{
    // Left half dark, right half light, in every kind of PNG: what is seen is always the same picture.
    public static TheoryData<int, int, bool> Kinds()
    {
        var data = new TheoryData<int, int, bool>();
        foreach (var (colour, depths) in new[] { (0, new[] { 1, 2, 4, 8, 16 }), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]) })
            foreach (var depth in depths)
                foreach (var interlaced in new[] { false, true }) data.Add(colour, depth, interlaced);
        return data;
    }

    [ToolsTheory("pdftoppm")]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_png_is_seen_as_it_is(int colour, int depth, bool interlaced)
    {
        const int Width = 26, Height = 18;
        int[] samples(int x) => (colour, x < Width / 2) switch
        {
            (0, true) => [0], (0, false) => [Most(depth)],
            (2, true) => [0, 0, 0], (2, false) => [Most(depth), Most(depth), Most(depth)],
            (3, true) => [0], (3, false) => [1],
            (4, true) => [0, Most(depth)], (4, false) => [0, 0],
            (_, true) => [0, 0, 0, Most(depth)], (_, false) => [0, 0, 0, 0],
        };
        (int X, int Y, int StepX, int StepY)[] passes = interlaced ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)] : [(0, 0, 1, 1)];
        var rows = new List<byte[]>();
        foreach (var pass in passes)
            for (var y = pass.Y; y < Height; y += pass.StepY)
                rows.Add(Packed([.. Columns(pass.X, pass.StepX, Width).SelectMany(samples)], depth));
        var image = PdfImage.Read(TestPng.File(Width, Height, depth, colour, rows, interlaced, colour == 3 ? [0, 0, 0, 255, 255, 255] : null));

        var page = Render(Page(d => d.Image(image, 26, "半分"), Options with { Page = new(46, 38), Margins = PdfMargins.All(10) }), 254);
        Assert.Equal(0, page[150, 150]);
        Assert.Equal(0, page[220, 270]);
        Assert.Equal(255, page[240, 150]);
        Assert.Equal(255, page[350, 270]);
        Assert.Equal(255, page[90, 150]);
    }

    [ToolsFact("pdftoppm")]
    public void A_transparent_colour_lets_the_text_below_be_seen()
    {
        byte[][] rows = [.. Enumerable.Repeat<byte[]>([7, 7, 7, 7, 200, 200, 200, 200], 8)];
        var keyed = PdfImage.Read(TestPng.File(8, 8, 8, 0, rows, transparency: [0, 7]));
        var paletted = PdfImage.Read(TestPng.File(8, 8, 8, 3, Enumerable.Repeat<byte[]>([0, 0, 0, 0, 1, 1, 1, 1], 8), palette: [9, 9, 9, 200, 200, 200], transparency: [0]));
        foreach (var image in new[] { keyed, paletted })
        {
            var page = Render(Page(d => d.Image(image, 20, null, place: new(10, 10)), Options with { Page = new(40, 40), Margins = PdfMargins.All(5) }), 254);
            Assert.Equal(255, page[150, 200]);
            Assert.Equal(200, page[250, 200]);
        }
    }

    [ToolsTheory("pdftoppm", "pdfimages")]
    [InlineData("-jpeg", "")]
    [InlineData("-jpeg", "progressive=y")]
    [InlineData("-gray", "")]
    [InlineData("-jpegcmyk", "")]
    public void Jpeg_is_taken_as_it_is(string kind, string option)
    {
        var source = Write(Page(d => d.Image(PdfImage.Read(TestPng.Solid(10, 10, [0, 0, 0])), 30, "黒", place: new(0, 0)), Options with { Page = new(60, 60), Margins = PdfMargins.All(5) }), "source.pdf");
        string[] options = kind == "-gray" ? ["-gray", "-jpeg"] : option.Length > 0 ? [kind, "-jpegopt", option] : [kind];
        Tools.Run(Folder, "pdftoppm", [.. options, "-r", "100", "-singlefile", source, "photo"]);
        var file = File.ReadAllBytes(Path.Combine(Folder, "photo.jpg"));
        // As a camera writes it: with a place in it.
        byte[] exif = [0xFF, 0xE1, 0x00, 0x0A, .. "Exif:GPS"u8];
        var image = PdfImage.Read((byte[])[.. file[..2], .. exif, .. file[2..]]);
        Assert.Equal((237, 237), (image.Width, image.Height));

        var pdf = Page(d => d.Image(image, 40, "写真"), Options with { Page = new(60, 60), Margins = PdfMargins.All(10) });
        Assert.Equal(-1, pdf.AsSpan().IndexOf("Exif:GPS"u8));
        var page = Render(pdf, 254);
        Assert.InRange(page[200, 200], 0, 40);
        Assert.InRange(page[400, 400], 240, 255);
        Assert.Contains("jpeg", Tools.Run(Folder, "pdfimages", "-list", Write(pdf)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_claims_to_be_huge_is_refused_before_it_is_decoded()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(TestPng.Parts(60_000, 60_000, TestPng.Deflate([0])));
        AssertRefused(TestPng.Parts(4_000_000_000, 1, TestPng.Deflate([0])));
        AssertRefused([0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3, 1, 17, 0, 2, 17, 0, 3, 17, 0]);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void A_small_file_that_inflates_without_end_does_not()
    {
        // A hundred megabytes of zeros in a hundred kilobytes: only what the header promises is read.
        var image = PdfImage.Read(TestPng.Parts(10, 10, TestPng.Deflate(new byte[100_000_000])));
        Assert.Equal(10, image.Width);
    }

    [Fact]
    public void What_is_broken_says_so()
    {
        var good = TestPng.Solid(20, 20, [1, 2, 3]);
        AssertRefused([]);
        AssertRefused("GIF89a"u8.ToArray());
        AssertRefused(good[..^20]);
        AssertRefused(good[..40]);
        AssertRefused(TestPng.Parts(20, 20, TestPng.Deflate(new byte[100])));
        AssertRefused(TestPng.Parts(20, 20, [1, 2, 3]));
        AssertRefused(TestPng.Parts(0, 20, TestPng.Deflate(new byte[100])));
        AssertRefused(TestPng.File(2, 1, 8, 3, [[0, 9]], palette: [1, 2, 3]));
        AssertRefused(TestPng.File(2, 1, 8, 3, [[0, 0]]));
        AssertRefused(TestPng.File(2, 1, 3, 0, [[0]]));
        AssertRefused([0xFF, 0xD8, 0xFF]);
        AssertRefused([0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0, 0, 0xFF, 0xD9]);
        AssertRefused([0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 8, 0, 1, 0, 1, 1, 1, 17, 0]);
    }

    [Fact]
    public void Random_damage_is_refused_or_harmless()
    {
        var random = new Random(3);
        var good = TestPng.Solid(30, 30, [10, 20, 30, 40]);
        for (var round = 0; round < 2000; round++)
        {
            var broken = good.ToArray();
            for (var i = 0; i < 3; i++) broken[random.Next(8, broken.Length)] ^= (byte)random.Next(1, 256);
            AssertRefused(broken);
            byte[] jpeg = [0xFF, 0xD8, 0xFF, .. Enumerable.Range(0, 40).Select(_ => (byte)random.Next(256))];
            Assert.ThrowsAny<PdfInputException>(() => PdfImage.Read(jpeg));
        }
    }

    private static void AssertRefused(byte[] file) => Assert.Equal(PdfInputProblem.Image, Assert.Throws<PdfInputException>(() => PdfImage.Read(file)).Problem);

    private static int Most(int depth) => (1 << depth) - 1;

    private static IEnumerable<int> Columns(int first, int step, int width)
    {
        for (var x = first; x < width; x += step) yield return x;
    }

    private static byte[] Packed(int[] samples, int depth)
    {
        var row = new byte[(samples.Length * depth + 7) / 8];
        foreach (var (i, sample) in samples.Index())
        {
            if (depth == 16) (row[2 * i], row[2 * i + 1]) = ((byte)(sample >> 8), (byte)sample);
            else row[i * depth / 8] |= (byte)(sample << 8 - depth - i * depth % 8);
        }

        return row;
    }
}
