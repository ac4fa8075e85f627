using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace ElectronicApplication.Sandbox.Oidc;

/// <summary>The city's OpenID provider for officials: code flow with PKCE (OpenID Connect Core 3.1, RFC 7636), nothing else.</summary>
internal sealed class StaffProvider(SandboxOptions options, Func<Uri> address, TokenSigner signer, AuthorizationCodes codes, ReturnAddresses addresses)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(10);

    public void Map(IEndpointRouteBuilder routes)
    {
        var oidc = routes.MapGroup("/oidc");
        oidc.MapGet("", ShowOfficials);
        oidc.MapGet("/.well-known/openid-configuration", Discovery);
        oidc.MapGet("/jwks", () => new { keys = new[] { signer.PublicKey() } });
        oidc.MapGet("/authorize", (HttpContext context) => Authorize(Query(context), null));
        oidc.MapPost("/authorize", async (HttpContext context) =>
        {
            var form = await PostedForm.ReadAsync(context);
            return Authorize(name => form[name], form["official"]);
        });
        oidc.MapPost("/token", Task<IResult> (HttpContext context) => TokenAsync(context));
        oidc.MapMethods("/userinfo", ["GET", "POST"], UserInfo);
        oidc.MapGet("/end_session", EndSession);
    }

    private string Issuer => new Uri(address(), "/oidc").AbsoluteUri;

    private object Discovery() => new
    {
        issuer = Issuer,
        authorization_endpoint = Issuer + "/authorize",
        token_endpoint = Issuer + "/token",
        userinfo_endpoint = Issuer + "/userinfo",
        end_session_endpoint = Issuer + "/end_session",
        jwks_uri = Issuer + "/jwks",
        response_types_supported = new[] { "code" },
        response_modes_supported = new[] { "query" },
        grant_types_supported = new[] { "authorization_code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "ES256" },
        token_endpoint_auth_methods_supported = new[] { "client_secret_basic" },
        code_challenge_methods_supported = new[] { "S256" },
        scopes_supported = new[] { "openid", "profile" },
        claims_supported = new[] { "sub", "name", "email", "department", "roles", "offices" },
        authorization_response_iss_parameter_supported = true,
    };

    private IResult Authorize(Func<string, string?> parameter, string? officialId)
    {
        // Errors of client or address are shown here; sending them on would make this an open redirector (RFC 6749 4.1.2.1).
        if (parameter("client_id") != options.OidcClientId)
        {
            return Refused("この利用者（client_id）は登録されていません。");
        }
        if (!addresses.TryParse(parameter("redirect_uri"), out var target) || target.Fragment.Length > 0)
        {
            return Refused("戻り先（redirect_uri）は登録されていません。");
        }
        var redirectUri = parameter("redirect_uri")!;
        var state = parameter("state");
        if (Fault(parameter) is var (error, description))
        {
            return SendBack(redirectUri, ("error", error), ("error_description", description), ("state", state));
        }
        if (officialId == "")
        {
            return SendBack(redirectUri, ("error", "access_denied"), ("state", state));
        }
        if (Official.All.FirstOrDefault(official => official.Id == officialId) is not { } chosen)
        {
            return Login(parameter, target);
        }
        var code = codes.Give(chosen.Id, redirectUri, parameter("nonce")!, parameter("code_challenge")!);
        return SendBack(redirectUri, ("code", code), ("state", state));
    }

    private static (string Error, string Description)? Fault(Func<string, string?> parameter)
    {
        if (parameter("response_type") != "code")
        {
            return ("unsupported_response_type", "response_type must be code.");
        }
        if (!(parameter("scope") ?? "").Split(' ').Contains("openid"))
        {
            return ("invalid_scope", "scope must contain openid.");
        }
        if (string.IsNullOrEmpty(parameter("state")) || string.IsNullOrEmpty(parameter("nonce")))
        {
            return ("invalid_request", "state and nonce are required.");
        }
        return parameter("code_challenge_method") == "S256" && parameter("code_challenge") is { Length: 43 } challenge && Base64Url.IsValid(challenge)
            ? null
            : ("invalid_request", "PKCE is required: code_challenge with code_challenge_method=S256.");
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!ClientIsKnown(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"oidc\"";
            return Error("invalid_client", StatusCodes.Status401Unauthorized);
        }
        var form = await PostedForm.ReadAsync(context);
        if (form["grant_type"] != "authorization_code")
        {
            return Error("unsupported_grant_type");
        }
        if (codes.Spend(form["code"].ToString()) is not { } grant
            || form["redirect_uri"] != grant.RedirectUri
            || !VerifierMatches(form["code_verifier"].ToString(), grant.CodeChallenge))
        {
            return Error("invalid_grant");
        }
        var official = Official.All.First(official => official.Id == grant.OfficialId);
        var now = options.Time.GetUtcNow().ToUnixTimeSeconds();
        var expires = now + (long)TokenLife.TotalSeconds;
        return Results.Json(new
        {
            access_token = signer.Sign("at+jwt", new { iss = Issuer, sub = official.Id, aud = Issuer + "/userinfo", client_id = options.OidcClientId, iat = now, exp = expires }),
            token_type = "Bearer",
            expires_in = (long)TokenLife.TotalSeconds,
            scope = "openid profile",
            id_token = signer.Sign("JWT", new
            {
                iss = Issuer,
                sub = official.Id,
                aud = options.OidcClientId,
                nonce = grant.Nonce,
                iat = now,
                auth_time = now,
                exp = expires,
                name = official.Name,
                email = official.Mail,
                department = official.Department,
                roles = official.Roles,
                offices = official.Offices,
            }),
        });
    }

    private IResult UserInfo(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || !signer.TryVerify(header["Bearer ".Length..], "at+jwt", out var claims)
            || (string?)claims["iss"] != Issuer
            || (long?)claims["exp"] <= options.Time.GetUtcNow().ToUnixTimeSeconds()
            || Official.All.FirstOrDefault(official => official.Id == (string?)claims["sub"]) is not { } official)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }
        return Results.Json(new { sub = official.Id, name = official.Name, email = official.Mail, department = official.Department, roles = official.Roles, offices = official.Offices });
    }

    /// <summary>No session is kept here, each sign-in asks anew; the end of the session is only the way back (RP-Initiated Logout 1.0).</summary>
    private IResult EndSession(HttpContext context)
    {
        var query = context.Request.Query;
        if (addresses.TryParse(query["post_logout_redirect_uri"], out var target))
        {
            var state = query["state"].ToString();
            return Results.Redirect(state.Length == 0 ? target.AbsoluteUri : QueryHelpers.AddQueryString(target.AbsoluteUri, "state", state));
        }
        return new Page("ログアウトしました", Html.Of($"""<p>職員の認証を終えました。この画面は閉じてかまいません。</p>"""));
    }

    private bool ClientIsKnown(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        Span<byte> credentials = stackalloc byte[512];
        if (!Convert.TryFromBase64String(header["Basic ".Length..], credentials, out var length))
        {
            return false;
        }
        // RFC 6749 2.3.1: both parts are form-encoded before they are joined.
        var expected = Encoding.UTF8.GetBytes(Uri.EscapeDataString(options.OidcClientId) + ":" + Uri.EscapeDataString(options.OidcClientSecret));
        return CryptographicOperations.FixedTimeEquals(credentials[..length], expected);
    }

    private static bool VerifierMatches(string verifier, string challenge) =>
        verifier.Length is >= 43 and <= 128
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            Encoding.ASCII.GetBytes(challenge));

    private IResult SendBack(string redirectUri, params IEnumerable<(string Name, string? Value)> answer) =>
        new SeeOther(QueryHelpers.AddQueryString(redirectUri, answer.Append(("iss", Issuer)).Where(part => part.Item2 is not null).Select(part => KeyValuePair.Create(part.Item1, part.Item2))));

    private static IResult Error(string error, int status = StatusCodes.Status400BadRequest) => Results.Json(new { error }, statusCode: status);

    private static Func<string, string?> Query(HttpContext context) => name => context.Request.Query[name];

    private static Page Refused(string reason) => new("認証できません", Html.Of($"""<div class="error"><p>{reason}</p></div>""")) { Status = StatusCodes.Status400BadRequest };

    private static Page Login(Func<string, string?> parameter, Uri target) => new("職員の認証", Html.Of($"""
        <p><strong>{target.GetLeftPart(UriPartial.Authority)}</strong> にログインする職員を選んでください。練習用なので、パスワードは要りません。</p>
        <form method="post" action="/oidc/authorize" class="people">
        {new[] { "client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge", "code_challenge_method" }.Select(name =>
            Html.Of($"""<input type="hidden" name="{name}" value="{parameter(name)}">"""))}
        {Official.All.Select(official => Html.Of($"""
            <button name="official" value="{official.Id}" class="person"><strong>{official.Name}</strong><span>{official.Department}</span><small>{official.Remark}</small></button>
            """))}
        <div class="actions"><button name="official" value="" class="quiet">やめる</button></div>
        </form>
        """)) { FormTarget = target };

    private static Page ShowOfficials() => new("職員の認証", Html.Of($"""
        <p>職員の机から呼び出される、市の認証基盤です。次の職員がいます。</p>
        {Official.All.Select(official => Html.Of($"""
            <section class="panel"><h2>{official.Name}</h2><p>{official.Department}</p><p class="note">役割：{string.Join("、", official.Roles)}<br>所管：{string.Join("、", official.Offices)}</p></section>
            """))}
        """)) { Back = ("/", "入口") };
}
