using System.Text;

namespace ElectronicApplication.Pdf.Qr;

/// <summary>A QR code: byte mode, level M, versions 1 to 10 (ISO/IEC 18004).</summary>
internal sealed class QrCode
{
    private readonly QrMatrix matrix;

    private QrCode(QrMatrix matrix) => this.matrix = matrix;

    public int Size => matrix.Size;

    /// <exception cref="PdfInputException"><see cref="PdfInputProblem.TooLarge"/>: over 213 bytes of UTF-8.</exception>
    public static QrCode Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = QrVersion.For(bytes.Length);
        return new(QrMatrix.Draw(version, Interleave(version, Codewords(version, bytes))));
    }

    public bool Dark(int column, int row) => matrix[column, row];

    /// <summary>The dark modules, neighbours of a row taken together.</summary>
    public IEnumerable<(int Column, int Row, int Length)> Bars()
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                if (!matrix[column, row]) continue;
                var start = column;
                while (column < Size && matrix[column, row]) column++;
                yield return (start, row, column - start);
            }
        }
    }

    private static byte[] Codewords(QrVersion version, byte[] bytes)
    {
        var bits = new List<bool>(8 * version.DataCodewords);
        Put(bits, 0b0100, 4);
        Put(bits, bytes.Length, version.CountBits);
        foreach (var value in bytes) Put(bits, value, 8);
        // A terminator of four zeros, as far as there is room; then zeros to the end of the codeword.
        Put(bits, 0, Math.Min(4, 8 * version.DataCodewords - bits.Count));
        while (bits.Count % 8 != 0) bits.Add(false);
        for (var pad = 0xEC; bits.Count < 8 * version.DataCodewords; pad ^= 0xEC ^ 0x11) Put(bits, pad, 8);
        return [.. bits.Chunk(8).Select(b => (byte)b.Aggregate(0, (value, bit) => value << 1 | (bit ? 1 : 0)))];
    }

    private static void Put(List<bool> bits, int value, int count)
    {
        for (var i = count - 1; i >= 0; i--) bits.Add((value >> i & 1) != 0);
    }

    /// <summary>The first codeword of each block, the second of each, and so on; then the check codewords likewise (7.6).</summary>
    private static List<byte> Interleave(QrVersion version, byte[] data)
    {
        var blocks = new List<byte[]>();
        var at = 0;
        foreach (var length in version.Blocks)
        {
            blocks.Add(data[at..(at + length)]);
            at += length;
        }

        var result = new List<byte>();
        for (var i = 0; i < version.Blocks.Max(); i++) result.AddRange(blocks.Where(b => i < b.Length).Select(b => b[i]));
        var checks = blocks.ConvertAll(b => ReedSolomon.Check(b, version.Check));
        for (var i = 0; i < version.Check; i++) result.AddRange(checks.Select(c => c[i]));
        return result;
    }
}
