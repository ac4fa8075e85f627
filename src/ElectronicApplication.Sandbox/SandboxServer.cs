using ElectronicApplication.Sandbox.CoreSystems;
using ElectronicApplication.Sandbox.Jpki;
using ElectronicApplication.Sandbox.Mail;
using ElectronicApplication.Sandbox.Oidc;
using ElectronicApplication.Sandbox.Pages;
using ElectronicApplication.Sandbox.Storage;
using ElectronicApplication.Sandbox.Stripe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ElectronicApplication.Sandbox;

/// <summary>The outside world on one machine: authority and cards, the officials' OpenID provider, payments, core systems, mail.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const long LargestRequest = 4 * 1024 * 1024;

    private readonly SandboxOptions options;
    private readonly CardOffice office;
    private readonly StripeLedger ledger;
    private readonly CoreSystem[] systems;
    private readonly MailBox box;
    private readonly WebApplication web;
    private SmtpServer? smtp;
    private WebhookSender? sender;
    private Uri? bound;
    private int stopped;

    /// <summary>The back-office systems of the invented city: name in addresses and settings, title, prefix of the ids they give.</summary>
    public static IReadOnlyList<(string Name, string Title, string Prefix)> CoreSystems { get; } =
    [
        ("resident-register", "住民記録システム", "JUKI"), ("documents", "文書管理システム", "BUN"), ("tax", "税務システム", "ZEI"), ("child-welfare", "子ども・子育て支援システム", "KODOMO"),
        ("welfare", "福祉総合システム", "FUKUSHI"), ("facilities", "施設・インフラ管理システム", "SHISETSU"), ("environment", "環境・ごみ収集システム", "KANKYO"),
    ];

    private SandboxServer(SandboxOptions options)
    {
        this.options = options;
        office = new CardOffice(options.DataDirectory, options.Time);
        ledger = new StripeLedger(options.DataDirectory, options.Time);
        systems = [.. CoreSystems.Select(s => new CoreSystem(s.Name, s.Title, s.Prefix, options.DataDirectory, options.Time))];
        box = new MailBox(options.DataDirectory, options.Time);
        web = Build(options);
    }

    /// <summary>The origin that browsers and callers use.</summary>
    public Uri Address => options.PublicAddress ?? bound!;

    /// <summary>The officials' OpenID issuer.</summary>
    public Uri OidcIssuer => new(Address, "/oidc");

    /// <summary>The base address of the Stripe-compatible API, with its final slash.</summary>
    public Uri StripeApi => new(Address, "/sandbox/stripe/v1/");

    public int SmtpPort => smtp!.Port;

    /// <summary>The self-signed certificate (DER) of the authority for 署名用電子証明書. Its key is made on first use.</summary>
    public byte[] SignAnchor => office.Authority(CardPurpose.Sign).RawData;

    /// <summary>The self-signed certificate (DER) of the authority for 利用者証明用電子証明書. Its key is made on first use.</summary>
    public byte[] AuthAnchor => office.Authority(CardPurpose.Auth).RawData;

    /// <summary>Where Stripe events are sent; may be set when the receiver's address becomes known.</summary>
    public Uri? StripeWebhookUrl
    {
        get => options.StripeWebhookUrl;
        set => options.StripeWebhookUrl = value;
    }

    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken = default)
    {
        var server = new SandboxServer(options);
        try
        {
            server.Map();
            server.smtp = SmtpServer.Start(options.SmtpAddress, options.SmtpPort, server.box);
            await server.web.StartAsync(cancellationToken);
            server.bound = BoundAddress(server.web);
            server.sender = new WebhookSender(server.ledger, new Checkout(server.ledger, () => server.Address), options);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public Task StopAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 1)
        {
            return;
        }
        await web.StopAsync();
        await web.DisposeAsync();
        if (smtp is not null)
        {
            await smtp.DisposeAsync();
        }
        if (sender is not null)
        {
            await sender.DisposeAsync();
        }
        foreach (var journal in (IAsyncDisposable[])[office, ledger, .. systems, box])
        {
            await journal.DisposeAsync();
        }
    }

    private static WebApplication Build(SandboxOptions options)
    {
        // Empty: the settings, addresses and loggers of the program around must not reach in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        }).UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.Services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(form => form.ValueLengthLimit = (int)LargestRequest);
        return builder.Build();
    }

    private void Map()
    {
        web.Use((context, next) =>
        {
            // By this a production system knows that it is talking to no provider.
            context.Response.Headers["X-Sandbox"] = "true";
            return next(context);
        });
        web.UseStatusCodePages(status => status.HttpContext is { Response.StatusCode: StatusCodes.Status404NotFound } context
            ? new Page("ページが見つかりません", Html.Of($"""<p><a href="/">入口に戻る</a></p>""")) { Status = StatusCodes.Status404NotFound }.ExecuteAsync(context)
            : Task.CompletedTask);
        web.UseRouting();

        var addresses = new ReturnAddresses(options.AllowedReturnOrigins);
        var checkout = new Checkout(ledger, () => Address);
        var refunds = new Refunds(ledger);
        var coreSystemApi = new CoreSystemApi(systems, options);

        FrontPage.Map(web);
        new CardApi(office, options.Time).Map(web);
        new CardPages(office, addresses, options.Time).Map(web);
        new JpkiPages(office).Map(web);
        new OcspResponder(office, options.Time).Map(web);
        new StaffProvider(options, () => Address, new TokenSigner(new KeyDrawer(Path.Combine(options.DataDirectory, "keys"))), new AuthorizationCodes(options.Time), addresses).Map(web);
        new StripeApi(ledger, checkout, refunds, options.StripeSecretKey).Map(web);
        new CheckoutPages(ledger, checkout).Map(web);
        new StripePages(ledger, checkout, refunds, options).Map(web);
        coreSystemApi.Map(web);
        new CoreSystemPages(systems, coreSystemApi).Map(web);
        new MailPages(box, () => SmtpPort).Map(web);
    }

    private static Uri BoundAddress(WebApplication web)
    {
        var address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        // A wildcard is where to listen, not where to go.
        return new Uri(address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal));
    }

    /// <summary>Whoever started the sandbox stops it; a signal to the process is theirs to handle.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
