namespace ElectronicApplication.Pdf.Qr;

/// <summary>A size of symbol at error correction level M (ISO/IEC 18004, tables 7, 9 and E.1).</summary>
/// <param name="Check">Codewords of error correction per block.</param>
/// <param name="Blocks">How many data codewords each block has.</param>
/// <param name="Alignment">Rows and columns in which the alignment patterns have their centres.</param>
internal sealed record QrVersion(int Number, int Check, int[] Blocks, int[] Alignment)
{
    private static readonly QrVersion[] All =
    [
        new(1, 10, [16], []),
        new(2, 16, [28], [6, 18]),
        new(3, 26, [44], [6, 22]),
        new(4, 18, [32, 32], [6, 26]),
        new(5, 24, [43, 43], [6, 30]),
        new(6, 16, [27, 27, 27, 27], [6, 34]),
        new(7, 18, [31, 31, 31, 31], [6, 22, 38]),
        new(8, 22, [38, 38, 39, 39], [6, 24, 42]),
        new(9, 22, [36, 36, 36, 37, 37], [6, 26, 46]),
        new(10, 26, [43, 43, 43, 43, 44], [6, 28, 50]),
    ];

    public int Size => 17 + 4 * Number;

    public int DataCodewords => Blocks.Sum();

    /// <summary>Bits of the character count in byte mode (table 3).</summary>
    public int CountBits => Number < 10 ? 8 : 16;

    /// <summary>The smallest that holds so many bytes.</summary>
    public static QrVersion For(int bytes) =>
        Array.Find(All, v => 4 + v.CountBits + 8 * bytes <= 8 * v.DataCodewords)
        ?? throw new PdfInputException(PdfInputProblem.TooLarge, $"A QR code of version 10 at level M holds 213 bytes, not {bytes}.");
}
