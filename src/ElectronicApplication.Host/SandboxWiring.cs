using ElectronicApplication.Sandbox;

namespace ElectronicApplication.Host;

/// <summary>
/// Stands in for the contracts that a municipality has with the outside world: starts the sandbox where it is asked for and, outside Production,
/// points every setting that nobody set at it.
/// </summary>
internal static class SandboxWiring
{
    private const string StripeKey = "sk_test_sandbox";
    private const string WebhookSecret = "whsec_sandbox";
    private const string OidcSecret = "sandbox-staff-desk-secret";
    private const string CoreSystemKey = "sandbox-core-key";

    /// <summary>The account from which the invented city pays.</summary>
    private static readonly (string Key, string Value)[] PayoutSender =
    [
        ("ClientCode", "0000012345"), ("ClientName", "ミライシカイケイカンリシヤ"), ("BankCode", "0001"), ("BankName", "ミライ"), ("BranchCode", "001"), ("BranchName", "シヤクシヨ"), ("AccountKind", "2"), ("AccountNumber", "0123456"),
    ];

    public static async Task<SandboxServer> StartAsync(HostSettings settings, IConfiguration configuration, CancellationToken cancel)
    {
        var alone = settings.Roles == Roles.Sandbox;
        return await SandboxServer.StartAsync(new SandboxOptions
        {
            DataDirectory = Path.Combine(settings.DataDirectory, "sandbox"),
            Urls = configuration["Sandbox:Urls"] ?? (alone ? settings.Url : Beside(settings.Url)),
            StripeSecretKey = configuration["Stripe:SecretKey"] ?? StripeKey,
            StripeWebhookSecret = configuration["Stripe:WebhookSecret"] ?? WebhookSecret,
            StripeWebhookUrl = new Uri(configuration["Sandbox:WebhookUrl"] ?? new Uri(new Uri(PortalUrl(settings, configuration)), "stripe/webhook").ToString()),
            OidcClientSecret = configuration["Oidc:ClientSecret"] ?? OidcSecret,
            CoreSystemApiKey = CoreSystemKey,
            SmtpPort = configuration.GetValue("Sandbox:SmtpPort", 0),
        }, cancel);
    }

    /// <summary>Fills in what is not configured, from the sandbox in this process or the one at Sandbox:Url.</summary>
    public static async Task ConfigureAsync(HostSettings settings, WebApplicationBuilder builder, SandboxServer? sandbox, CancellationToken cancel)
    {
        Dictionary<string, string?> values = new()
        {
            ["Portal:PublicUrl"] = PortalUrl(settings, builder.Configuration),
            ["Staff:PublicUrl"] = builder.Configuration["Staff:PublicUrl"] ?? Local(settings.Url),
            ["Mail:From"] = "no-reply@denshi-shinsei.example",
        };
        var address = sandbox?.Address.ToString() ?? (builder.Environment.IsProduction() ? null : builder.Configuration["Sandbox:Url"]);
        if (address is not null)
        {
            address = address.TrimEnd('/');
            values["Sandbox:Url"] = address;
            values["Card:PageUrl"] = address + "/card";
            values["Card:SignAnchors:0"] = await AnchorAsync(address, "sign", cancel);
            values["Card:AuthAnchors:0"] = await AnchorAsync(address, "auth", cancel);
            values["Card:SignPolicy"] = "1.2.392.200149.8.5.1.0.20";
            values["Card:AuthPolicy"] = "1.2.392.200149.8.5.1.2.30";
            values["Card:SignCrlUrl"] = address + "/jpki/crl/sign.crl";
            values["Card:AuthCrlUrl"] = address + "/jpki/crl/auth.crl";
            values["Card:AcceptSandbox"] = "true";
            values["Stripe:ApiBase"] = address + "/sandbox/stripe/";
            values["Stripe:SecretKey"] = StripeKey;
            values["Stripe:WebhookSecret"] = WebhookSecret;
            values["Stripe:CheckoutOrigin"] = address;
            values["Oidc:Issuer"] = address + "/oidc";
            values["Oidc:ClientId"] = "staff-desk";
            values["Oidc:ClientSecret"] = OidcSecret;
            foreach (var (key, value) in PayoutSender)
                values["Payouts:Default:" + key] = value;
            foreach (var (system, _, _) in SandboxServer.CoreSystems)
            {
                values[$"CoreSystems:{system}:BaseUrl"] = $"{address}/core-systems/{system}";
                values[$"CoreSystems:{system}:ApiKey"] = CoreSystemKey;
                if (builder.Environment.IsDevelopment())
                    values[$"CoreSystems:{system}:ReportsEverySeconds"] = "2";
            }
            values["Mail:Host"] = "127.0.0.1";
            values["Mail:Port"] = (sandbox?.SmtpPort ?? builder.Configuration.GetValue("Sandbox:SmtpPort", 2525)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        foreach (var (key, value) in values)
            if (string.IsNullOrEmpty(builder.Configuration[key]))
                builder.Configuration[key] = value;
    }

    private static async Task<string> AnchorAsync(string address, string purpose, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            return Convert.ToBase64String(await http.GetByteArrayAsync($"{address}/jpki/anchors/{purpose}.cer", cancel));
        }
        catch (HttpRequestException e)
        {
            throw new StartRefusedException([$"Sandbox:Url: the sandbox at {address} does not answer ({e.Message}). Start it first: Host:Roles=Sandbox."]);
        }
    }

    private static string PortalUrl(HostSettings settings, IConfiguration configuration) =>
        configuration["Portal:PublicUrl"] is { Length: > 0 } url ? url.TrimEnd('/') + "/" : Local(settings.Url);

    private static string Local(string url)
    {
        var address = BindingAddress.Parse(url);
        var host = address.Host is "0.0.0.0" or "[::]" or "*" or "+" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}/";
    }

    /// <summary>The next port of the same host: 5080 → 5081.</summary>
    private static string Beside(string url)
    {
        var address = BindingAddress.Parse(url);
        return $"http://{address.Host}:{address.Port + 1}";
    }
}
