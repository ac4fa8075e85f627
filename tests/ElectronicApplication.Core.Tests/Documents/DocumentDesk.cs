using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ElectronicApplication.Core.Tests.Documents;

/// <summary>An office with a procedure whose decisions are told by notices, clerks, and decided submissions.</summary>
internal sealed class DocumentDesk : IAsyncDisposable
{
    public const string Code = "residents-procedure";

    private CompiledVersion _version = null!;

    private DocumentDesk(TestDatabase database, TestClock clock, string files) => (Database, Clock, Files) = (database, clock, files);

    public TestDatabase Database { get; }

    public TestClock Clock { get; }

    public string Files { get; }

    public Act Issuer { get; private set; } = null!;

    /// <param name="setting">Further keys of the procedure, with a comma behind each.</param>
    public static async Task<DocumentDesk> OpenAsync(string environment = "Development", string setting = "")
    {
        var clock = new TestClock(new DateTimeOffset(2026, 4, 1, 3, 0, 0, TimeSpan.Zero));
        var files = System.IO.Directory.CreateTempSubdirectory("ea-documents-").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Data:Directory"] = files, ["Portal:PublicUrl"] = "https://portal.example/" }).Build();
        var database = await TestDatabase.CreateAsync(services => services.AddSingleton<IHostEnvironment>(new Environment(environment)).AddProcedures().AddScoped<Sessions>().AddScoped<SignInStaff>()
            .AddSubmissions(configuration).AddReview().AddScoped<FindPayment>().AddDocuments(configuration), clock);
        var desk = new DocumentDesk(database, clock, files);
        await desk.PublishAsync(setting);
        desk.Issuer = await desk.ClerkAsync("review approve issue", "residents");
        return desk;
    }

    public Task<TResult> Do<THandler, TResult>(Func<THandler, Task<TResult>> work)
        where THandler : notnull => Database.InScopeAsync(work);

    public async Task<Act> ClerkAsync(string roles, string offices, string subject = "clerk") => (await Do<SignInStaff, Result<StaffSession>>(s =>
        s.HandleAsync(new IdTokenClaims("https://idp.example", subject, "南 香織", roles.Split(' '), offices.Split(' ')), default))).Value.Reviewer.Act();

    /// <returns>The receipt number of a decided submission.</returns>
    public async Task<string> DecidedAsync(string name = "髙橋　𠮷子", SubmissionStatus decision = SubmissionStatus.Granted, string? code = null)
    {
        var answers = new JsonObject
        {
            ["name"] = name, ["born"] = "2019-05-01", ["address"] = new JsonObject { ["postalCode"] = "210-8577", ["prefecture"] = "神奈川県", ["city"] = "川崎市", ["town"] = "宮本町", ["block"] = "1" },
            ["children"] = new JsonArray(new JsonObject { ["child"] = "葛󠄀城　一郎" }, new JsonObject { ["child"] = "山﨑　花" }),
        };
        var evaluation = _version.Plan.Evaluate(answers, new EvaluationInput(new DateOnly(2026, 4, 1), null, []));
        var rows = Database.Services.GetRequiredService<SubmissionIntake>().Make(new(_version, evaluation, [], Channel.Portal, Act.Anonymous(Door.Portal)) { AccessCode = code });
        rows.Submission.StartReview(Clock.GetUtcNow().UtcDateTime);
        rows.Submission.Decide(decision, decision == SubmissionStatus.Granted ? null : "要件を満たさないため。", Clock.GetUtcNow().UtcDateTime);
        await Do<AppDbContext, int>(db =>
        {
            db.AddRange(rows.Rows);
            return db.SaveChangesAsync();
        });
        return rows.Submission.ReceiptNumber;
    }

    public Task<Result<IssuedDocument>> IssueAsync(string number, string template = "approval", Guid? id = null, DocumentDelivery delivery = DocumentDelivery.Portal, Guid? replaces = null, string? reason = null, Act? act = null) =>
        Do<IssueDocument, Result<IssuedDocument>>(h => h.HandleAsync(new(number, template, id ?? Guid.CreateVersion7(), delivery, replaces, reason), act ?? Issuer, default));

    public Task<Result<IssuedDocument>> WithdrawAsync(string number, Guid id, string? reason) => Do<WithdrawDocument, Result<IssuedDocument>>(h => h.HandleAsync(new(number, id, reason), Issuer, default));

    public Task<Result<AttachmentContent>> FetchAsync(string number, Guid id, string? code) =>
        Do<FetchDocument, Result<AttachmentContent>>(h => h.OfApplicantAsync(number, id, new(null, code, "192.0.2.1"), Act.Anonymous(Door.Portal), default));

    public Task<List<T>> RowsAsync<T>()
        where T : class => Do<AppDbContext, List<T>>(db => db.Set<T>().AsNoTracking().ToListAsync());

    public async Task<int> SweepAsync()
    {
        await Do<IssueRunSweep, int>(async s =>
        {
            await s.RunAsync(default);
            return 0;
        });
        return (await RowsAsync<IssueRunItem>()).Count(i => i.State == IssueItemState.Pending);
    }

    /// <summary>The secret in a document's QR code.</summary>
    public string TokenOf(IssuedDocument document) => System.Buffers.Text.Base64Url.EncodeToString(Database.Services.GetRequiredService<KeyRing>().IndexHash("document.verify", document.Id.ToByteArray()).AsSpan(0, 24));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        System.IO.Directory.Delete(Files, recursive: true);
    }

    private async Task PublishAsync(string setting)
    {
        const string Procedure = """
            {"code":"residents-procedure","title":"手当の請求","summary":"要約","category":"c","categoryTitle":"分類","keywords":[],"lifeEvents":[],"office":"residents",
            "officeTitle":"区民課","whoCanApply":"どなたでも","whatYouNeed":[],"processingTime":"即日","feeText":"無料","identityLevel":"None","identityReason":"理由",
            "appeal":{"text":"この処分に不服があるときは、審査請求をすることができます。"},
            "documents":[
              {"id":"approval","title":"認定通知書","decisions":["granted"],"number":"{year}区第{number}号","blocks":[
                {"type":"recipient","text":"{address}\n{name} 様"},{"type":"number"},{"type":"date"},{"type":"sender"},{"type":"heading","text":"認定通知書"},
                {"type":"paragraph","text":"{submittedOn}の請求について、{name}さんを認定します。"},{"type":"values","text":"生年月日：{born}\n{receiptNumber}"},
                {"type":"table","group":"children","text":"児童：{child}"},{"type":"appeal"}]},
              {"id":"refusal","title":"却下通知書","decisions":["refused","dismissed"],"blocks":[{"type":"number"},{"type":"heading","text":"却下通知書"},{"type":"paragraph","text":"理由：{decision.reason}"}]},
              {"id":"bill","title":"納付のお知らせ","decisions":["granted"],"beforeFee":true,"blocks":[{"type":"number"},{"type":"heading","text":"納付のお知らせ"}]},
              {"id":"sealed","title":"証明書","kind":"certificate","series":"sealed","paper":"a5","seal":true,"blocks":[{"type":"number"},{"type":"heading","text":"証明書"},{"type":"sender"}]}],
            "completionText":"完了","mailRequired":false,"draftRetentionDays":30,"surveyCodes":{} }
            """;
        const string Form = """
            {"pages":[{"id":"applicant","title":"申請者","fields":[
              {"id":"name","type":"text","label":"氏名","required":true},{"id":"born","type":"date","label":"生年月日"},{"id":"address","type":"address","label":"住所"},
              {"id":"children","type":"group","label":"児童","maxRows":5,"fields":[{"id":"child","type":"text","label":"児童の氏名"}]}]}]}
            """;
        var row = new FormVersion
        {
            Id = Guid.CreateVersion7(), ProcedureCode = Code, Number = 1, ProcedureJson = Encoding.UTF8.GetBytes(Procedure.Replace("\"completionText\"", setting + "\"completionText\"", StringComparison.Ordinal)), FormJson = Encoding.UTF8.GetBytes(Form),
            MappingJson = """{"targets":[]}"""u8.ToArray(), ContentSha256 = new byte[32], PublishedAt = Clock.GetUtcNow().UtcDateTime,
        };
        await Do<AppDbContext, int>(db =>
        {
            db.Add(row);
            return db.SaveChangesAsync();
        });
        _version = await Database.Services.GetRequiredService<ProcedureCatalog>().VersionAsync(row.Id, default);
    }

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
