using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ElectronicApplication.Core.Kernel;

/// <summary>Random secrets that are handed to a browser or a person, and the hash of them that is stored instead.</summary>
public static class Secrets
{
    // Without 0/O, 1/I/L: an access code may be read out over the telephone.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>256 random bits, base64url.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Sixteen letters in four groups, about 79 bits: "K7QM-24XR-…".</summary>
    public static string NewAccessCode()
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, 16);
        return string.Join('-', letters[..4], letters[4..8], letters[8..12], letters[12..]);
    }

    /// <summary>SHA-256; enough for secrets of this length, which cannot be guessed from a hash.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Compares in constant time. An access code may be typed in small letters and without hyphens.</summary>
    public static bool Matches(string? given, byte[]? storedHash) =>
        given is { Length: > 0 and <= 200 } && storedHash is not null && CryptographicOperations.FixedTimeEquals(Hash(given), storedHash);

    public static string NormaliseAccessCode(string given)
    {
        var letters = new string([.. given.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return letters.Length == 16 ? string.Join('-', letters[..4], letters[4..8], letters[8..12], letters[12..]) : given;
    }
}
