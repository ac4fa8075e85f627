namespace ElectronicApplication.Forms.Mapping.Characters;

/// <summary>
/// The ways to write a row and cell of JIS X 0208 or JIS X 0213 in bytes. A code is that of EUC: 0xA1A1 for row 1 cell 1, 0x8FA1A1 on plane 2.
/// Shift_JIS-2004 and EUC-JIS-2004 as in annexes 1 and 3 of JIS X 0213:2004.
/// </summary>
internal static class JisCoding
{
    private const int SecondPlane = 0x8F0000;

    // The rows of plane 2 in the order of Shift_JIS-2004, two for each of the first bytes F0 to FC.
    private static readonly int[] PlaneTwoRows = [1, 8, 3, 4, 5, 12, 13, 14, 15, 78, .. Enumerable.Range(79, 16)];

    public static (byte First, byte Second) ShiftJis(int code)
    {
        var (row, cell) = ((code >> 8 & 0xFF) - 0xA0, (code & 0xFF) - 0xA0);
        var place = code >= SecondPlane ? 2 * (0xF0 - 0x81 - 0x40) + Array.IndexOf(PlaneTwoRows, row) : row - 1;
        var first = 0x81 + place / 2;
        return ((byte)(first > 0x9F ? first + 0x40 : first), (byte)(place % 2 == 1 ? cell + 0x9E : cell < 64 ? cell + 0x3F : cell + 0x40));
    }

    public static int FromShiftJis(byte first, byte second)
    {
        var place = 2 * (first - (first > 0x9F ? 0xC1 : 0x81)) + (second >= 0x9F ? 1 : 0);
        var cell = second >= 0x9F ? second - 0x9E : second >= 0x80 ? second - 0x40 : second - 0x3F;
        var beyond = place - 2 * (0xF0 - 0x81 - 0x40);
        return beyond < 0 ? (place + 0xA1) << 8 | cell + 0xA0
            : beyond < PlaneTwoRows.Length ? SecondPlane | (PlaneTwoRows[beyond] + 0xA0) << 8 | cell + 0xA0 : 0;
    }
}
