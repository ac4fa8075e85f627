using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ElectronicApplication.Core.Payments.Stripe;

public enum SignatureVerdict
{
    Genuine,
    /// <summary>The header is missing or has another form.</summary>
    Malformed,
    /// <summary>Not made with our secret, or over another body.</summary>
    Wrong,
    /// <summary>Signed too long ago, or in the future: a recording that is played again.</summary>
    Stale,
}

/// <summary>
/// The header Stripe-Signature, <c>t=&lt;unix seconds&gt;,v1=&lt;hex&gt;[,v1=…]</c>: HMAC-SHA256 under the endpoint's secret over the time, a dot and the
/// body exactly as it came. While a secret is being replaced there are several v1; any one suffices. Other schemes (v0) prove nothing.
/// </summary>
public static class StripeSignature
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private const int MaxHeaderLength = 2000;

    public static SignatureVerdict Check(string? header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (header is not { Length: > 0 and <= MaxHeaderLength })
            return SignatureVerdict.Malformed;
        long? time = null;
        List<byte[]> given = [];
        foreach (var part in header.Split(','))
        {
            var (name, value) = part.Trim().Split('=', 2) is [var n, var v] ? (n, v) : ("", "");
            if (name == "t" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                time = seconds;
            else if (name == "v1" && value.Length == 64 && value.All(char.IsAsciiHexDigit))
                given.Add(Convert.FromHexString(value));
        }
        if (time is not { } at || given.Count == 0)
            return SignatureVerdict.Malformed;

        var expected = Compute(at, body, secret);
        var genuine = false;
        foreach (var signature in given)
            genuine |= CryptographicOperations.FixedTimeEquals(signature, expected);
        if (!genuine)
            return SignatureVerdict.Wrong;
        return Math.Abs(now.ToUnixTimeSeconds() - at) <= (long)Tolerance.TotalSeconds ? SignatureVerdict.Genuine : SignatureVerdict.Stale;
    }

    internal static byte[] Compute(long time, ReadOnlySpan<byte> body, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(time.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
