using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ElectronicApplication.Core.Tests.Submissions;

/// <summary>A municipality with four procedures: one open to everybody, one with an acceptance period, one with three places, one that needs an account.</summary>
internal sealed class SubmissionTown : IAsyncDisposable
{
    public const string Open = "open";
    public const string Timed = "timed";
    public const string Limited = "limited";
    public const string ForAccounts = "for-accounts";

    public static readonly DateTimeOffset Start = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DraftOwner Taro = new(null, "taro's browser");
    public static readonly DraftOwner Hanako = new(null, "hanako's browser");

    private static readonly Lazy<string> Anchor = new(() =>
    {
        using var cards = new TestCards();
        return cards.Anchor;
    });

    private readonly IHostedService[] _services;

    private SubmissionTown(TestDatabase database, TestClock clock)
    {
        (Database, Clock) = (database, clock);
        _services = [.. database.Services.GetServices<IHostedService>()];
    }

    public TestDatabase Database { get; }

    public TestClock Clock { get; }

    /// <param name="more">Modules above the submissions.</param>
    public static async Task<SubmissionTown> FoundAsync(Action<IServiceCollection>? more = null)
    {
        var clock = new TestClock(Start);
        var files = System.IO.Directory.CreateTempSubdirectory("ea-town-").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Directory"] = files, ["Portal:PublicUrl"] = "https://portal.example/", ["Card:PageUrl"] = "https://card.example/card",
            ["Card:SignCrlUrl"] = "https://ca.example/sign.crl", ["Card:AuthCrlUrl"] = "https://ca.example/auth.crl",
            ["Card:SignAnchors:0"] = Anchor.Value, ["Card:AuthAnchors:0"] = Anchor.Value,
        }).Build();
        var database = await TestDatabase.CreateAsync(services =>
        {
            services.AddSingleton<IConfiguration>(configuration).AddSingleton<IHostEnvironment>(new TownHall()).AddProcedures().AddIdentity(configuration).AddSubmissions(configuration);
            more?.Invoke(services);
        }, clock);
        var town = new SubmissionTown(database, clock) { Files = files };
        await town.PublishAsync(Open, "None");
        await town.PublishAsync(Timed, "None", """ "acceptancePeriod":{"from":"2026-04-02T09:00:00+09:00","to":"2026-04-10T17:00:00+09:00"}, """);
        await town.PublishAsync(Limited, "None", """ "capacity":3, """);
        await town.PublishAsync(ForAccounts, "Account");
        foreach (var service in town._services)
            await service.StartAsync(default);
        return town;
    }

    public required string Files { get; init; }

    public Task<TResult> Do<THandler, TResult>(Func<THandler, Task<TResult>> work)
        where THandler : notnull => Database.InScopeAsync(work);

    public Task<Result<Guid>> StartAsync(DraftOwner owner, string procedure = Open) => Do<StartDraft, Result<Guid>>(h => h.HandleAsync(procedure, owner, new Dictionary<string, string>(), default));

    public Task<Result<OpenedDraft>> OpenAsync(Guid id, DraftOwner owner) => Do<OpenDraft, Result<OpenedDraft>>(h => h.HandleAsync(id, owner, default));

    public Task<Result<OpenedDraft>> SaveAsync(Guid id, DraftOwner owner, int revision, JsonObject answers, string window = "w1", bool turns = false, string page = "main", RemovedRow? removed = null) =>
        Do<SaveDraft, Result<OpenedDraft>>(h => h.HandleAsync(new(id, owner, revision, window, page, answers, turns, removed), default));

    public Task<Result<KeptFile>> AttachAsync(Guid id, DraftOwner owner, byte[] content, string name = "委任状.png", string field = "letter") =>
        Do<AttachFile, Result<KeptFile>>(h => h.ToDraftAsync(id, owner, field, name, content, null, default));

    public Task<Result<SubmittedDraft>> SubmitAsync(Guid id, DraftOwner owner) => Do<SubmitDraft, Result<SubmittedDraft>>(h => h.HandleAsync(new(id, owner, null), Act.Anonymous(Door.Portal), default));

    public Task<Result<SubmissionReceipt>> PostAsync(JsonObject answers, string procedure = Open, Guid? account = null, Func<SubmissionReceipt, IdempotentAnswer?>? withAnswer = null, params AttachmentReference[] attachments) =>
        Do<SubmitAnswers, Result<SubmissionReceipt>>(h => h.HandleAsync(new(procedure, answers, attachments, account), Act.Anonymous(Door.PortalApi), withAnswer, default));

    public Task<Result<OpenedSubmission>> FindAsync(string number, string? code, Guid? account = null) =>
        Do<FindSubmission, Result<OpenedSubmission>>(h => h.HandleAsync(number, new(account, code, "192.0.2.1"), default));

    public Task<List<T>> RowsAsync<T>()
        where T : class => Do<AppDbContext, List<T>>(db => db.Set<T>().AsNoTracking().ToListAsync());

    public Task<int> SweepAsync<T>()
        where T : ISweep => Do<T, int>(async s =>
        {
            await s.RunAsync(default);
            return 0;
        });

    public string[] StoredFiles() => System.IO.Directory.GetFiles(Files, "*.bin", SearchOption.AllDirectories);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services)
            await service.StopAsync(default);
        await Database.DisposeAsync();
        System.IO.Directory.Delete(Files, recursive: true);
    }

    internal static string Procedure(string code, string level, string period = "", string? title = null) =>
        $$"""
        {"code":"{{code}}","title":"{{title ?? $"手続 {code}"}}","summary":"要約","category":"c","categoryTitle":"分類","keywords":[],"lifeEvents":[],"office":"residents",
        "officeTitle":"区民課","whoCanApply":"どなたでも","whatYouNeed":[],"processingTime":"即日","feeText":"無料","identityLevel":"{{level}}","identityReason":"理由",
        {{period}} "completionText":"完了","mailRequired":false,"draftRetentionDays":30,"surveyCodes":{} }
        """;

    public async Task PublishAsync(string code, string level, string period = "", int number = 1)
    {
        var procedure = Procedure(code, level, period);
        const string Form = """
            {"pages":[
              {"id":"main","title":"内容","fields":[
                {"id":"name","type":"text","label":"氏名","required":true,"maxLength":20},
                {"id":"acts_for_other","type":"yesNo","label":"代理ですか"},
                {"id":"principal","type":"text","label":"本人","visible":"acts_for_other = true"},
                {"id":"letter","type":"attachment","label":"委任状","visible":"acts_for_other = true","accept":["image/png","application/pdf"],"maxBytes":2048,"maxFiles":2}]},
              {"id":"contact","title":"連絡先","fields":[{"id":"mail","type":"mail","label":"メール"}]},
              {"id":"family","title":"世帯","fields":[{"id":"persons","type":"group","label":"世帯の方","maxRows":5,"fields":[
                {"id":"called","type":"text","label":"呼び名"},
                {"id":"photo","type":"attachment","label":"写真","accept":["image/png"],"maxBytes":2048,"maxFiles":1}]}]}]}
            """;
        await Do<AppDbContext, int>(db =>
        {
            db.Add(new FormVersion
            {
                Id = Guid.CreateVersion7(), ProcedureCode = code, Number = number, ProcedureJson = Encoding.UTF8.GetBytes(procedure), FormJson = Encoding.UTF8.GetBytes(Form),
                MappingJson = """{"targets":[]}"""u8.ToArray(), ContentSha256 = new byte[32], PublishedAt = Clock.GetUtcNow().UtcDateTime,
            });
            return db.SaveChangesAsync();
        });
    }

    private sealed class TownHall : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
