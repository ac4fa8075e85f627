using System.Buffers.Text;
using System.Security.Cryptography;

namespace ElectronicApplication.Sandbox.Oidc;

internal sealed record Grant(string OfficialId, string RedirectUri, string Nonce, string CodeChallenge, DateTimeOffset Expires);

/// <summary>Codes live for a minute and only in memory: a restart spends them all, which is what a single use asks for.</summary>
internal sealed class AuthorizationCodes(TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Grant> open = [];

    public string Give(string officialId, string redirectUri, string nonce, string codeChallenge)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        lock (gate)
        {
            foreach (var (expired, _) in open.Where(entry => entry.Value.Expires <= now).ToList())
            {
                open.Remove(expired);
            }
            open.Add(code, new(officialId, redirectUri, nonce, codeChallenge, now + Life));
        }
        return code;
    }

    /// <summary>The first use spends the code, whether or not it succeeds.</summary>
    public Grant? Spend(string code)
    {
        lock (gate)
        {
            return open.Remove(code, out var grant) && grant.Expires > time.GetUtcNow() ? grant : null;
        }
    }
}
