using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ElectronicApplication.Core.Tests.Identity;

/// <summary>A municipality that takes the cards of one CA, whose revocation lists come over HTTP.</summary>
internal sealed class SignInTown : IAsyncDisposable
{
    public const string Browser = "the-citizen's-browser";

    private SignInTown(TestDatabase database, TestClock clock, TestCards cards, ListServer lists) => (Database, Clock, Cards, Lists) = (database, clock, cards, lists);

    public TestDatabase Database { get; }

    public TestClock Clock { get; }

    public TestCards Cards { get; }

    public ListServer Lists { get; }

    public static async Task<SignInTown> OpenAsync()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 4, 1, 3, 0, 0, TimeSpan.Zero));
        var cards = new TestCards();
        var lists = new ListServer(() => cards.RevocationList(clock.GetUtcNow()));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:PublicUrl"] = "https://portal.example/", ["Card:PageUrl"] = "https://card.example/card",
            ["Card:SignCrlUrl"] = "https://ca.example/sign.crl", ["Card:AuthCrlUrl"] = "https://ca.example/auth.crl",
            ["Card:SignAnchors:0"] = cards.Anchor, ["Card:AuthAnchors:0"] = cards.Anchor, ["Card:CrlMaxAge"] = "00:10:00",
        }).Build();
        var database = await TestDatabase.CreateAsync(services =>
        {
            services.AddIdentity(configuration).AddSingleton<IHostEnvironment>(new TownHall());
            services.AddHttpClient(RevocationLists.ClientName).ConfigurePrimaryHttpMessageHandler(() => lists);
        }, clock);
        return new(database, clock, cards, lists);
    }

    public Task<TResult> Do<THandler, TResult>(Func<THandler, Task<TResult>> work)
        where THandler : notnull => Database.InScopeAsync(work);

    public Task<PreparedChallenge> PrepareAsync(string browser = Browser, Guid? account = null) => Do<CardChallenges, PreparedChallenge>(c =>
        c.PrepareAsync(CardPurpose.SignIn, new JsonObject { ["statement"] = "ログイン" }, browser, account, null, null, "/my", default));

    public Task<Result<Done>> ReceiveAsync(Guid id, byte[] cms) => Do<CardChallenges, Result<Done>>(c => c.ReceiveAsync(id, cms, default));

    public Task<Result<SignedIn>> CompleteAsync(Guid id, string browser = Browser, string? previous = null) =>
        Do<SignInWithCard, Result<SignedIn>>(s => s.HandleAsync(new(id, browser, previous), Act.Anonymous(Door.Portal), default));

    /// <summary>The whole way: asked, signed, posted back, completed.</summary>
    public async Task<Result<SignedIn>> SignInAsync(X509Certificate2 card, string? previous = null)
    {
        var challenge = await PrepareAsync();
        await ReceiveAsync(challenge.Id, TestCards.Sign(card, challenge.Content));
        return await CompleteAsync(challenge.Id, previous: previous);
    }

    public Task<Guid?> WhoseAsync(string session) => Do<Sessions, Guid?>(s => s.FindAsync(SessionKind.Citizen, session, default));

    public Task<List<T>> RowsAsync<T>()
        where T : class => Do<AppDbContext, List<T>>(db => db.Set<T>().AsNoTracking().ToListAsync());

    public async Task<List<ActEntry>> ActsAsync(string kind) => (await RowsAsync<ActEntry>()).FindAll(a => a.Kind == kind);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Cards.Dispose();
    }

    private sealed class TownHall : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

/// <summary>The CA's web server.</summary>
internal sealed class ListServer(Func<byte[]> list) : HttpMessageHandler
{
    private int _requests;

    public int Requests => _requests;

    public bool IsDown { get; set; }

    /// <summary>When set, answers wait for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public byte[]? Instead { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        Interlocked.Increment(ref _requests);
        if (Hold is { } hold)
            await hold.Task.WaitAsync(cancel);
        return IsDown ? throw new HttpRequestException("down") : new(HttpStatusCode.OK) { Content = new ByteArrayContent(Instead ?? list()) };
    }
}
