namespace ElectronicApplication.Pdf.Qr;

/// <summary>The modules of a symbol: function patterns, then the codewords in their zigzag, then the mask that reads best (ISO/IEC 18004 6.3, 7.7 to 7.10).</summary>
internal sealed class QrMatrix
{
    private static readonly Func<int, int, bool>[] Masks =
    [
        (x, y) => (x + y) % 2 == 0,
        (_, y) => y % 2 == 0,
        (x, _) => x % 3 == 0,
        (x, y) => (x + y) % 3 == 0,
        (x, y) => (x / 3 + y / 2) % 2 == 0,
        (x, y) => x * y % 2 + x * y % 3 == 0,
        (x, y) => (x * y % 2 + x * y % 3) % 2 == 0,
        (x, y) => ((x + y) % 2 + x * y % 3) % 2 == 0,
    ];

    private readonly bool[,] dark;
    private readonly bool[,] function;

    private QrMatrix(int size)
    {
        Size = size;
        dark = new bool[size, size];
        function = new bool[size, size];
    }

    public int Size { get; }

    public bool this[int x, int y] => dark[x, y];

    public static QrMatrix Draw(QrVersion version, List<byte> codewords)
    {
        var plain = new QrMatrix(version.Size);
        plain.DrawPatterns(version);
        plain.DrawCodewords(codewords);
        return Enumerable.Range(0, Masks.Length).Select(plain.Masked).MinBy(m => m.Penalty())!;
    }

    private void DrawPatterns(QrVersion version)
    {
        for (var i = 0; i < Size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }

        foreach (var (x, y) in new[] { (3, 3), (Size - 4, 3), (3, Size - 4) })
            Rings(x, y, 4, distance => distance is not (2 or 4));

        foreach (var x in version.Alignment)
        {
            foreach (var y in version.Alignment)
            {
                var corner = (x, y) == (6, 6) || (x, y) == (6, Size - 7) || (x, y) == (Size - 7, 6);
                if (!corner) Rings(x, y, 2, distance => distance != 1);
            }
        }

        DrawFormat(0);
        if (version.Number < 7) return;
        var bits = version.Number << 12 | Remainder(version.Number, 12, 0x1F25);
        for (var i = 0; i < 18; i++)
        {
            Set(Size - 11 + i % 3, i / 3, (bits >> i & 1) != 0);
            Set(i / 3, Size - 11 + i % 3, (bits >> i & 1) != 0);
        }
    }

    private void Rings(int centreX, int centreY, int radius, Func<int, bool> isDark)
    {
        for (var x = Math.Max(0, centreX - radius); x <= Math.Min(Size - 1, centreX + radius); x++)
            for (var y = Math.Max(0, centreY - radius); y <= Math.Min(Size - 1, centreY + radius); y++)
                Set(x, y, isDark(Math.Max(Math.Abs(x - centreX), Math.Abs(y - centreY))));
    }

    /// <summary>Level M (00) and the mask, with their BCH code, twice (7.9).</summary>
    private void DrawFormat(int mask)
    {
        var bits = (mask << 10 | Remainder(mask, 10, 0x537)) ^ 0x5412;
        for (var i = 0; i < 15; i++)
        {
            var bit = (bits >> i & 1) != 0;
            // Around the upper left pattern, stepping over the timing patterns.
            if (i < 8) Set(8, i < 6 ? i : i + 1, bit);
            else Set(i == 8 ? 7 : 14 - i, 8, bit);
            // Along the other two.
            if (i < 8) Set(Size - 1 - i, 8, bit);
            else Set(8, Size - 15 + i, bit);
        }

        Set(8, Size - 8, true);
    }

    private void DrawCodewords(List<byte> codewords)
    {
        var bit = 0;
        for (var right = Size - 1; right > 0; right -= 2)
        {
            // The vertical timing pattern takes no part.
            if (right == 6) right = 5;
            var upward = (right + 1 & 2) == 0;
            for (var step = 0; step < Size; step++)
            {
                var y = upward ? Size - 1 - step : step;
                for (var x = right; x > right - 2; x--)
                {
                    if (function[x, y]) continue;
                    // What is left over at the end stays light.
                    if (bit < 8 * codewords.Count) dark[x, y] = (codewords[bit / 8] >> 7 - bit % 8 & 1) != 0;
                    bit++;
                }
            }
        }
    }

    private QrMatrix Masked(int mask)
    {
        var masked = new QrMatrix(Size);
        Array.Copy(function, masked.function, function.Length);
        for (var x = 0; x < Size; x++)
            for (var y = 0; y < Size; y++)
                masked.dark[x, y] = dark[x, y] ^ (!function[x, y] && Masks[mask](x, y));
        masked.DrawFormat(mask);
        return masked;
    }

    /// <summary>The lower, the easier to read (7.8.3): runs, blocks, what looks like a finder pattern, imbalance.</summary>
    private int Penalty()
    {
        var (penalty, count) = (0, 0);
        for (var i = 0; i < Size; i++)
        {
            penalty += LinePenalty(j => dark[i, j]) + LinePenalty(j => dark[j, i]);
            for (var j = 0; j < Size; j++)
            {
                if (dark[i, j]) count++;
                if (i > 0 && j > 0 && dark[i, j] == dark[i - 1, j] && dark[i, j] == dark[i, j - 1] && dark[i, j] == dark[i - 1, j - 1]) penalty += 3;
            }
        }

        return penalty + 10 * (Math.Abs(20 * count - 10 * Size * Size) / (Size * Size));
    }

    private int LinePenalty(Func<int, bool> module)
    {
        var (penalty, run, window) = (0, 0, 0);
        for (var j = 0; j < Size; j++)
        {
            run = j > 0 && module(j) == module(j - 1) ? run + 1 : 1;
            if (run == 5) penalty += 3;
            else if (run > 5) penalty++;
            window = (window << 1 | (module(j) ? 1 : 0)) & 0x7FF;
            if (j >= 10 && window is 0b10111010000 or 0b00001011101) penalty += 40;
        }

        return penalty;
    }

    private void Set(int x, int y, bool value)
    {
        dark[x, y] = value;
        function[x, y] = true;
    }

    /// <summary>The remainder of a BCH code.</summary>
    private static int Remainder(int value, int bits, int generator)
    {
        var rest = value << bits;
        for (var i = 31; i >= bits; i--)
            if ((rest >> i & 1) != 0) rest ^= generator << i - bits;
        return rest;
    }
}
