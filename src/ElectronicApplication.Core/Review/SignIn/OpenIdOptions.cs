using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Review.SignIn;

/// <summary>The municipality's OpenID provider, section <c>Oidc</c>.</summary>
public sealed class OpenIdOptions
{
    public const string Section = "Oidc";

    /// <summary>Exactly as the provider writes it.</summary>
    public string Issuer { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>Signature algorithms accepted from this issuer; never more than it needs.</summary>
    public string[] Algorithms { get; set; } = [];

    public string Scope { get; set; } = "openid profile";

    /// <summary>An array in settings is added to its default, therefore the default stands here.</summary>
    internal IReadOnlyList<string> AcceptedAlgorithms => Algorithms.Length == 0 ? IdTokenVerifier.KnownAlgorithms : Algorithms;

    /// <summary>HTTPS, or this very machine: secrets and codes do not travel in the clear.</summary>
    internal static bool IsTransportSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    internal sealed class Validator : IValidateOptions<OpenIdOptions>
    {
        public ValidateOptionsResult Validate(string? name, OpenIdOptions options)
        {
            List<string> failures = [];
            if (!IsTransportSafe(options.Issuer))
                failures.Add($"{Section}:Issuer must be an https address (http only on this machine).");
            if (options.ClientId.Length == 0)
                failures.Add($"{Section}:ClientId is missing.");
            if (options.ClientSecret.Length == 0)
                failures.Add($"{Section}:ClientSecret is missing.");
            if (options.AcceptedAlgorithms.Except(IdTokenVerifier.KnownAlgorithms).FirstOrDefault() is { } unknown)
                failures.Add($"{Section}:Algorithms names \"{unknown}\"; known are {string.Join(", ", IdTokenVerifier.KnownAlgorithms)}.");
            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }
    }
}
