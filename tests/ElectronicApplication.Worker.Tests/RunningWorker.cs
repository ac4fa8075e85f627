using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Review.Deliveries;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Database;
using ElectronicApplication.Forms;
using ElectronicApplication.Sandbox;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.Tests;

/// <summary>A city with a worker, a real SQLite file, the catalogue, and the sandbox's core systems and mail box over HTTP and SMTP. No doors: rows are handed in as a door would.</summary>
public sealed class RunningWorker : IAsyncDisposable
{
    public const string Name = "髙﨑　𠮷葛\U000E0100";

    private readonly TemporaryFolder _folder = new("worker");
    private readonly KeyRing _keys = KeyRing.Generate("test");
    private readonly Dictionary<string, string?> _settings;
    private IHost? _host;

    private RunningWorker(SandboxServer sandbox, Dictionary<string, string?>? settings)
    {
        Sandbox = sandbox;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = sandbox.Address };
        _settings = new()
        {
            ["CoreSystems:documents:Adapter"] = "rest", ["CoreSystems:documents:TimeoutSeconds"] = "1",
            ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = sandbox.SmtpPort.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Mail:From"] = "no-reply@city.example",
            ["Portal:PublicUrl"] = "https://portal.city.example/", ["Site:Municipality"] = "みらい市",
        };
        foreach (var (key, value) in settings ?? [])
            _settings[key] = value;
        foreach (var system in SandboxServer.CoreSystems.Select(s => $"CoreSystems:{s.Name}:").Where(s => _settings.GetValueOrDefault(s + "Adapter") == "rest"))
        {
            _settings.TryAdd(system + "BaseUrl", new Uri(sandbox.Address, "/core-systems/" + system.Split(':')[1]).ToString());
            _settings.TryAdd(system + "ApiKey", "sandbox-core-key");
        }
    }

    public SandboxServer Sandbox { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _host!.Services;

    /// <param name="settings">A core system of the sandbox with the adapter "rest" gets its address by itself.</param>
    /// <param name="catalogue">A folder of procedures in place of the catalogue.</param>
    public static async Task<RunningWorker> StartAsync(Dictionary<string, string?>? settings = null, bool start = true, string? catalogue = null)
    {
        var folder = Directory.CreateTempSubdirectory("ea-outside-").FullName;
        var worker = new RunningWorker(await SandboxServer.StartAsync(new SandboxOptions { DataDirectory = folder, Urls = "http://127.0.0.1:0" }), settings);
        worker.Build();
        await worker.InScopeAsync<AppDbContext, bool>(db => db.Database.EnsureCreatedAsync());
        var imported = await worker.InScopeAsync<ImportCatalog, IReadOnlyList<ImportedProcedure>>(import =>
            import.HandleAsync(catalogue ?? Path.Combine(AppContext.BaseDirectory, "forms-catalog"), Act.System(), CancellationToken.None));
        Assert.All(imported, i => Assert.Empty(i.Problems));
        if (start)
            await worker._host!.StartAsync();
        return worker;
    }

    public Task StartHostAsync() => _host!.StartAsync();

    /// <summary>A comment by a citizen, accepted as a door accepts it.</summary>
    /// <param name="files">Attachments, by their names.</param>
    public async Task<Submission> SubmitAsync(string opinion = "駅の近くに駐輪場があると助かります。髙𣘺葛\U000E0100", string? mail = null, params (string Name, byte[] Content)[] files)
    {
        var answers = new JsonObject { ["plan"] = "bicycle-plan", ["opinion"] = opinion, ["may_publish"] = false, ["respondent"] = "commuter" };
        return (await SubmitAsync("public-comment", answers, mail is null ? null : new(mail, null), files)).Submission;
    }

    /// <summary>A submission of any procedure: with the papers that its form asks for, with a card where the procedure wants one, and with its fee paid at the counter.</summary>
    public async Task<(Submission Submission, IntakeRequest Request)> SubmitAsync(string procedure, JsonObject answers, SubmissionPerson? person = null, params (string Name, byte[] Content)[] files)
    {
        var version = (await Services.GetRequiredService<ProcedureCatalog>().FindAsync(procedure, CancellationToken.None))!;
        List<AttachmentFact> papers = [];
        Evaluation evaluation;
        while ((evaluation = version.Plan.Evaluate(answers, new EvaluationInput(new DateOnly(2026, 4, 1), null, papers))).Issues.FirstOrDefault(IsPaper) is { } missing && papers.Count < 50)
            papers.Add(new(missing.Path, $"書類{papers.Count + 1}.pdf", "application/pdf", 1000));
        Assert.Empty(evaluation.Issues);
        var named = papers.Select(p => new PayloadAttachment(p.Name, new string('0', 64))).Concat(files.Select(f => new PayloadAttachment(f.Name, Convert.ToHexStringLower(SHA256.HashData(f.Content)))));
        var request = new IntakeRequest(version, evaluation, [.. named], Channel.Api, Act.Anonymous(Door.PortalApi))
        {
            Person = person ?? (version.Procedure.IdentityLevel >= IdentityLevel.CardLogin ? new(null, new(Name, false, "神奈川県川崎市川崎区宮本町1番地", false, new DateOnly(1990, 1, 2), 2, "0a1b")) : null),
            AccessCode = "K7QM-24XR-K7QM-24XR", FeeIsPaidElsewhere = true,
        };
        var rows = Services.GetRequiredService<SubmissionIntake>().Make(request);
        foreach (var (name, content) in files)
            await AttachAsync(rows.Submission.Id, name, content);
        await SaveAsync(rows.Rows);
        return (rows.Submission, request);

        static bool IsPaper(AnswerIssue issue) => issue.Code is IssueCodes.AttachmentMissing or IssueCodes.TooFewAttachments;
    }

    /// <summary>A file beside a submission, whether its content names it or not.</summary>
    public async Task<Guid> AttachAsync(Guid submissionId, string name, byte[] content)
    {
        var id = Guid.CreateVersion7();
        var key = Services.GetRequiredService<Envelope>().Create(out var wrapped);
        var attachment = new Attachment
        {
            Id = id, SubmissionId = submissionId, FieldPath = "papers", Key = wrapped, NameCipher = key.Encrypt(Encoding.UTF8.GetBytes(name), $"attachment.name:{id:N}"),
            ContentType = "application/pdf", Size = content.Length, Sha256 = SHA256.HashData(content), CreatedAt = DateTime.UtcNow,
        };
        await Services.GetRequiredService<AttachmentStore>().WriteAsync(id, key.Encrypt(content, attachment.BytesBinding), CancellationToken.None);
        await InScopeAsync<AppDbContext, int>(db => db.Add(attachment).Context.SaveChangesAsync());
        return id;
    }

    public async Task WithdrawAsync(Submission submission)
    {
        var now = DateTimeOffset.UtcNow;
        await SaveAsync(Services.GetRequiredService<Facts>().RowsFor(new SubmissionWithdrawn(Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId)));
    }

    /// <summary>What the core system holds of the submission, as soon as it satisfies the condition.</summary>
    public Task<JsonNode> HeldAsync(Submission submission, Func<JsonNode, bool>? when = null) => Wait.ForAsync($"{submission.ReceiptNumber} at the core system", async () =>
        (await RecordsAsync("documents")).FirstOrDefault(r => (string?)r!["receiptNumber"] == submission.ReceiptNumber && (when is null || when(r))));

    /// <summary>Everything that a core system of the sandbox holds.</summary>
    public async Task<JsonArray> RecordsAsync(string system) => (await Http.GetFromJsonAsync<JsonNode>($"/sandbox/api/core-systems/{system}/records"))!["items"]!.AsArray();

    public Task<List<Delivery>> AcknowledgedAsync(Submission submission, int count = 1) => Wait.ForAsync($"{count} acknowledged deliveries", async () =>
    {
        var deliveries = await InScopeAsync<AppDbContext, List<Delivery>>(db =>
            db.Set<Delivery>().AsNoTracking().Where(d => d.SubmissionId == submission.Id && d.Status == DeliveryStatus.Acknowledged).OrderBy(d => d.Order).ToListAsync());
        return deliveries.Count == count ? deliveries : null;
    });

    public Task<List<ActEntry>> ActsAsync(Submission submission, string kind) => InScopeAsync<AppDbContext, List<ActEntry>>(db =>
        db.Set<ActEntry>().AsNoTracking().Where(a => a.SubmissionId == submission.Id && a.Kind == kind).ToListAsync());

    public async Task TroubleAsync(object trouble) =>
        (await Http.PostAsJsonAsync("/sandbox/api/core-systems/documents/trouble", trouble, JsonSerializerOptions.Web)).EnsureSuccessStatusCode();

    public async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
        Http.Dispose();
        await Sandbox.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private void Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Test" });
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDatabase(DatabaseOptions.SqliteFile(Path.Combine(_folder.Path, "city.db"))).AddKernel(_keys).AddProcedures().AddDeliveries()
            .AddNotifications(builder.Configuration).AddSingleton<SearchKeys>().AddSingleton<SubmissionIntake>().AddScoped<SubmissionContents>().AddSingleton<AttachmentStore>().Configure<AttachmentOptions>(o => o.Directory = _folder.Path)
            .AddScoped<ResidentLinks>().AddScoped<DecisionEffect>().AddSingleton(new AppealNotice(builder.Configuration)).AddCoreReports()
            .AddScoped<Reviewers>().AddScoped<DeliveryDesk>().AddScoped<DeliveryContents>().AddScoped<TransferList>().AddScoped<CheckOffTransfers>().AddWorker(builder.Configuration);
        _host = builder.Build();
    }

    private Task<bool> SaveAsync(IReadOnlyList<object> rows) => InScopeAsync<AppDbContext, bool>(async db =>
    {
        await db.InsertAsync([rows], CancellationToken.None);
        return true;
    });
}
