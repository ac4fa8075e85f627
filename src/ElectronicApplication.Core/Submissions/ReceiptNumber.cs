using System.Globalization;
using System.Security.Cryptography;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// 受付番号: eighteen digits, "YYMMDD-NNNNNN-NNNNNC": the day in Tokyo, eleven random digits, and a check digit (Damm, 2004) that finds every single
/// wrong digit and every two swapped neighbours. Random, so that a number tells nothing about how many there are.
/// </summary>
public static class ReceiptNumber
{
    private static ReadOnlySpan<byte> Damm =>
    [
        0, 3, 1, 7, 5, 9, 8, 6, 4, 2, 7, 0, 9, 2, 1, 5, 4, 8, 6, 3, 4, 2, 0, 6, 8, 7, 1, 3, 5, 9, 1, 7, 5, 0, 9, 8, 3, 4, 2, 6, 6, 1, 2, 3, 0, 4, 5, 9, 7, 8,
        3, 6, 7, 4, 2, 0, 9, 5, 8, 1, 5, 8, 6, 9, 7, 2, 0, 1, 3, 4, 8, 9, 4, 5, 3, 6, 2, 0, 1, 7, 9, 4, 3, 8, 6, 1, 7, 2, 0, 5, 2, 5, 8, 1, 4, 3, 6, 7, 9, 0,
    ];

    public static string New(DateTime utcNow)
    {
        var day = utcNow.AddHours(9).ToString("yyMMdd", CultureInfo.InvariantCulture);
        var digits = day + RandomNumberGenerator.GetString("0123456789", 11);
        digits += (char)('0' + CheckDigit(digits));
        return $"{digits[..6]}-{digits[6..12]}-{digits[12..]}";
    }

    /// <summary>The number as stored, from what a person typed: full-width digits, spaces and hyphens are forgiven. Null when the check digit is wrong.</summary>
    public static string? Parse(string? typed)
    {
        if (typed is null || typed.Length > 60)
            return null;
        Span<char> digits = stackalloc char[18];
        var count = 0;
        foreach (var c in typed)
        {
            var digit = c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c;
            if (digit is >= '0' and <= '9')
            {
                if (count == 18)
                    return null;
                digits[count++] = digit;
            }
            else if (digit is not ('-' or ' ' or '　' or '－' or 'ー' or '−' or '‐'))
                return null;
        }
        return count == 18 && CheckDigit(digits) == 0 ? $"{digits[..6]}-{digits[6..12]}-{digits[12..]}" : null;
    }

    private static int CheckDigit(ReadOnlySpan<char> digits)
    {
        var interim = 0;
        foreach (var c in digits)
            interim = Damm[interim * 10 + (c - '0')];
        return interim;
    }
}
