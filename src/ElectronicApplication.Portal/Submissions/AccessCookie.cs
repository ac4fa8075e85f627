using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Portal.SignIn;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Submissions;

/// <summary>
/// Remembers for half an hour that this browser has given the access code of one submission, so that nobody types it for every click. The cookie holds
/// number and code, sealed with a key of ours; the code itself is checked again each time.
/// </summary>
internal sealed class AccessCookie(KeyRing keys, PortalCookies cookies, TimeProvider time)
{
    private const string Name = "access";
    private const int DigitCount = 18;
    private const int CodeLength = 16;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly DataKey _key = new(keys.DerivedKey("portal.access-cookie"));

    public void Write(HttpContext context, string receiptNumber, string accessCode)
    {
        var ends = (time.GetUtcNow() + Life).ToUnixTimeSeconds().ToString("x8", CultureInfo.InvariantCulture);
        var plain = Encoding.ASCII.GetBytes(receiptNumber.Replace("-", "") + accessCode.Replace("-", "") + ends);
        cookies.Write(context, Name, Base64Url.EncodeToString(_key.Encrypt(plain, Name)), Life);
    }

    /// <summary>The code that was given for this submission in this browser lately.</summary>
    public string? Read(HttpContext context, string receiptNumber)
    {
        if (cookies.Read(context, Name) is not { } sealedText || Open(sealedText) is not { Length: DigitCount + CodeLength + 8 } text)
            return null;
        var ends = long.Parse(text.AsSpan(DigitCount + CodeLength), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return text[..DigitCount] == receiptNumber.Replace("-", "") && time.GetUtcNow().ToUnixTimeSeconds() < ends
            ? Secrets.NormaliseAccessCode(text.Substring(DigitCount, CodeLength))
            : null;
    }

    public void Forget(HttpContext context) => cookies.Delete(context, Name);

    private string? Open(string sealedText)
    {
        try
        {
            return Encoding.ASCII.GetString(_key.Decrypt(Base64Url.DecodeFromChars(sealedText), Name));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
