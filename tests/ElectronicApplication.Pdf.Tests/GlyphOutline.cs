using System.Buffers.Binary;
using ElectronicApplication.Pdf.Fonts;

namespace ElectronicApplication.Pdf.Tests;

/// <summary>Draws a glyph of a font file by itself, without any of the code that writes documents: the picture that a page must show.</summary>
internal sealed class GlyphOutline
{
    private const int Steps = 8;

    private readonly TrueTypeFont font;
    private readonly List<(double X1, double Y1, double X2, double Y2)> edges = [];

    public GlyphOutline(TrueTypeFont font, int glyph)
    {
        this.font = font;
        Add(glyph, (x, y) => (x, y));
    }

    public bool IsComposite { get; private set; }

    /// <param name="pixels">Per em.</param>
    /// <param name="x">Of the origin, in pixels.</param>
    /// <param name="baseline">From the top, in pixels.</param>
    /// <returns>Whether the middle of each pixel is inside, by the rule of non-zero winding.</returns>
    public bool[,] Fill(int width, int height, double pixels, double x, double baseline)
    {
        var inside = new bool[width, height];
        var scale = pixels / font.UnitsPerEm;
        for (var row = 0; row < height; row++)
        {
            var y = (baseline - row - 0.5) / scale;
            var crossings = edges.Where(e => (e.Y1 <= y) != (e.Y2 <= y))
                .Select(e => (At: e.X1 + (y - e.Y1) / (e.Y2 - e.Y1) * (e.X2 - e.X1), Turn: e.Y1 < e.Y2 ? 1 : -1)).OrderBy(c => c.At).ToList();
            var winding = 0;
            for (var i = 0; i + 1 < crossings.Count; i++)
            {
                winding += crossings[i].Turn;
                if (winding == 0) continue;
                var (from, to) = (x + crossings[i].At * scale, x + crossings[i + 1].At * scale);
                for (var column = Math.Max(0, (int)Math.Ceiling(from - 0.5)); column < Math.Min(width, (int)Math.Ceiling(to - 0.5)); column++) inside[column, row] = true;
            }
        }

        return inside;
    }

    private void Add(int glyph, Func<double, double, (double X, double Y)> place)
    {
        var data = font.Outline(glyph);
        if (data.Length == 0) return;
        var contours = BinaryPrimitives.ReadInt16BigEndian(data);
        if (contours >= 0) AddSimple(data.ToArray(), contours, place);
        else AddComposite(data.ToArray(), place);
    }

    private void AddComposite(byte[] data, Func<double, double, (double X, double Y)> place)
    {
        IsComposite = true;
        short Word(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));
        for (var at = 10; ;)
        {
            int flags = Word(at), part = (ushort)Word(at + 2);
            at += 4;
            var (dx, dy) = (flags & 1) != 0 ? (Word(at), Word(at + 2)) : ((sbyte)data[at], (sbyte)data[at + 1]);
            at += (flags & 1) != 0 ? 4 : 2;
            var (a, b, c, d) = (1.0, 0.0, 0.0, 1.0);
            if ((flags & 0x8) != 0) (a, d, at) = (Word(at) / 16384.0, Word(at) / 16384.0, at + 2);
            else if ((flags & 0x40) != 0) (a, d, at) = (Word(at) / 16384.0, Word(at + 2) / 16384.0, at + 4);
            else if ((flags & 0x80) != 0) (a, b, c, d, at) = (Word(at) / 16384.0, Word(at + 2) / 16384.0, Word(at + 4) / 16384.0, Word(at + 6) / 16384.0, at + 8);
            Add(part, (x, y) => place(a * x + c * y + dx, b * x + d * y + dy));
            if ((flags & 0x20) == 0) return;
        }
    }

    private void AddSimple(byte[] data, int contours, Func<double, double, (double X, double Y)> place)
    {
        ushort Word(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
        var ends = Enumerable.Range(0, contours).Select(i => (int)Word(10 + 2 * i)).ToArray();
        var at = 10 + 2 * contours;
        at += 2 + Word(at);
        var flags = new List<byte>();
        while (flags.Count <= ends[^1])
        {
            var flag = data[at++];
            flags.Add(flag);
            if ((flag & 8) != 0) flags.AddRange(Enumerable.Repeat(flag, data[at++]));
        }

        var xs = Coordinates(data, flags, ref at, 0x2, 0x10);
        var ys = Coordinates(data, flags, ref at, 0x4, 0x20);
        var first = 0;
        foreach (var end in ends)
        {
            AddContour([.. Enumerable.Range(first, end + 1 - first).Select(i => (place(xs[i], ys[i]), (flags[i] & 1) != 0))]);
            first = end + 1;
        }
    }

    private static int[] Coordinates(byte[] data, List<byte> flags, ref int at, int isByte, int isSame)
    {
        var result = new int[flags.Count];
        var value = 0;
        for (var i = 0; i < flags.Count; i++)
        {
            if ((flags[i] & isByte) != 0) value += (flags[i] & isSame) != 0 ? data[at++] : -data[at++];
            else if ((flags[i] & isSame) == 0)
            {
                value += BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));
                at += 2;
            }

            result[i] = value;
        }

        return result;
    }

    private void AddContour(List<((double X, double Y) At, bool On)> points)
    {
        // Between two control points stands an unwritten point of the curve.
        var whole = new List<((double X, double Y) At, bool On)>();
        for (var i = 0; i < points.Count; i++)
        {
            var (point, next) = (points[i], points[(i + 1) % points.Count]);
            whole.Add(point);
            if (!point.On && !next.On) whole.Add((((point.At.X + next.At.X) / 2, (point.At.Y + next.At.Y) / 2), true));
        }

        var start = whole.FindIndex(p => p.On);
        if (start < 0) return;
        whole = [.. whole[start..], .. whole[..(start + 1)]];
        for (var i = 0; i + 1 < whole.Count; i++)
        {
            if (whole[i + 1].On)
            {
                edges.Add((whole[i].At.X, whole[i].At.Y, whole[i + 1].At.X, whole[i + 1].At.Y));
                continue;
            }

            var (from, control, to) = (whole[i].At, whole[i + 1].At, whole[i + 2].At);
            var last = from;
            for (var step = 1; step <= Steps; step++)
            {
                var t = (double)step / Steps;
                var point = ((1 - t) * (1 - t) * from.X + 2 * t * (1 - t) * control.X + t * t * to.X, (1 - t) * (1 - t) * from.Y + 2 * t * (1 - t) * control.Y + t * t * to.Y);
                edges.Add((last.X, last.Y, point.Item1, point.Item2));
                last = point;
            }

            i++;
        }
    }
}
