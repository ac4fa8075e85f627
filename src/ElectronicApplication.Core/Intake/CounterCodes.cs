using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Intake;

/// <summary>Makes the numbers of the counter: eight letters and digits in two groups, "K7QM-24XR", about 40 bits; single use, throttled, and good only for staff of the office.</summary>
public sealed class CounterCodes(KeyRing keys)
{
    // Without 0/O, 1/I/L: it is read out across the counter.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private readonly byte[] _key = keys.DerivedKey("counter-code");

    public string For(Guid draftId, byte[] salt)
    {
        Span<byte> bytes = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData(_key, Encoding.UTF8.GetBytes($"{draftId:N}\n{Convert.ToHexStringLower(salt)}"), bytes);
        var letters = new StringBuilder(9);
        foreach (var b in bytes)
            // 248 = 8 × 31: above it some letters would come more often than others.
            if (b < 248 && letters.Length < 8)
                letters.Append(Alphabet[b % Alphabet.Length]);
        return letters.Insert(4, '-').ToString();
    }

    public byte[] HashOf(string code) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(code));

    /// <summary>The number as it was made, from what was typed or scanned; null for what cannot be one.</summary>
    public static string? Parse(string? typed)
    {
        if (typed is null or { Length: > 60 })
            return null;
        var letters = new string([.. typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return letters.Length == 8 && letters.All(Alphabet.Contains) ? $"{letters[..4]}-{letters[4..]}" : null;
    }
}
