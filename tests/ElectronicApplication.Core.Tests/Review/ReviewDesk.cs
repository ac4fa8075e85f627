using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.CoreReports;
using ElectronicApplication.Core.Deliveries;
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

namespace ElectronicApplication.Core.Tests.Review;

/// <summary>A desk with procedures of two offices, clerks and submissions.</summary>
internal sealed class ReviewDesk : IAsyncDisposable
{
    public static readonly string AccessCode = Secrets.NewAccessCode();

    private readonly Dictionary<string, CompiledVersion> _versions = [];

    private ReviewDesk(TestDatabase database, TestClock clock) => (Database, Clock) = (database, clock);

    public TestDatabase Database { get; }

    public TestClock Clock { get; }

    /// <param name="setting">Further keys of both procedures, with a comma behind each.</param>
    /// <param name="mapping">Of both procedures.</param>
    /// <param name="schemas">Of the core systems: an object of files by name.</param>
    public static async Task<ReviewDesk> OpenAsync(string setting = "", string mapping = """{"targets":[]}""", string schemas = "{}", Action<IServiceCollection>? configure = null)
    {
        var clock = new TestClock(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        var database = await TestDatabase.CreateAsync(services =>
        {
            services.AddProcedures().AddScoped<Sessions>().AddScoped<SignInStaff>().AddSubmissions(new ConfigurationBuilder().Build()).AddReview().AddCoreReports().AddDeliveries().AddScoped<FindPayment>();
            configure?.Invoke(services);
        }, clock);
        var desk = new ReviewDesk(database, clock);
        foreach (var office in new[] { "residents", "planning" })
            await desk.PublishAsync(office, setting, mapping, schemas);
        return desk;
    }

    public Task<TResult> Do<THandler, TResult>(Func<THandler, Task<TResult>> work)
        where THandler : notnull => Database.InScopeAsync(work);

    public async Task<Act> ClerkAsync(string roles, string offices, string subject = "clerk") =>
        (await SignInAsync(roles, offices, subject)).Value.Reviewer.Act();

    public Task<Result<Submission>> WithdrawAsync(string number) => Do<WithdrawSubmission, Result<Submission>>(h =>
        h.HandleAsync(number, new(null, AccessCode, "192.0.2.1"), Act.Anonymous(Door.Portal), null, default));

    public Task<Result<StaffSession>> SignInAsync(string roles, string offices, string subject = "clerk") => Do<SignInStaff, Result<StaffSession>>(s =>
        s.HandleAsync(new IdTokenClaims("https://idp.example", subject, "南 香織", roles.Split(' ', StringSplitOptions.RemoveEmptyEntries), offices.Split(' ', StringSplitOptions.RemoveEmptyEntries)), default));

    /// <returns>The receipt number.</returns>
    public async Task<string> SubmitAsync(string office = "residents", JsonObject? answers = null, CertificateHolder? holder = null, string? accessCode = null, Guid? account = null)
    {
        var version = _versions[office];
        var evaluation = version.Plan.Evaluate(answers ?? new JsonObject { ["name"] = "山田　花子" }, new EvaluationInput(new DateOnly(2026, 4, 1), null, []));
        var rows = Database.Services.GetRequiredService<SubmissionIntake>().Make(new(version, evaluation, [], Channel.Portal, Act.Anonymous(Door.Portal))
        {
            AccountId = account, AccessCode = accessCode ?? AccessCode, Person = holder is null ? null : new SubmissionPerson(null, holder),
        });
        await Do<AppDbContext, int>(db =>
        {
            db.AddRange(rows.Rows);
            return db.SaveChangesAsync();
        });
        return rows.Submission.ReceiptNumber;
    }

    /// <summary>As somebody without an account, who gets an access code.</summary>
    public async Task<(string Number, string Code)> SubmitWithCodeAsync() => (await SubmitAsync(accessCode: "ABCD-2345-EFGH-6789"), "ABCD-2345-EFGH-6789");

    public Task<Submission> SubmissionAsync(string number) => Do<AppDbContext, Submission>(db => db.Set<Submission>().AsNoTracking().SingleAsync(s => s.ReceiptNumber == number));

    public Task<List<ActEntry>> ActsAsync(string kind) => Do<AppDbContext, List<ActEntry>>(db => db.Set<ActEntry>().AsNoTracking().Where(a => a.Kind == kind).ToListAsync());

    public Task<List<string>> FactsAsync() => Do<AppDbContext, List<string>>(db => db.Set<OutboxMessage>().AsNoTracking().OrderBy(m => m.Sequence).Select(m => m.Type).ToListAsync());

    public Task<Result<SubmissionStatus>> StartAsync(string number, Act act, int? version = null) =>
        Do<StartReview, Result<SubmissionStatus>>(h => h.HandleAsync(new(number, version), act, default));

    public Task<Result<SubmissionStatus>> DecideAsync(string number, SubmissionStatus decision, string? reason, Act act, int? version = null) =>
        Do<DecideSubmission, Result<SubmissionStatus>>(h => h.HandleAsync(new(number, decision, reason, version), act, default));

    public Task<Result<ReviewCase>> OpenAsync(string number, Act act) => Do<OpenForReview, Result<ReviewCase>>(h => h.HandleAsync(number, act, default));

    public Task<Result<SubmissionList>> ListAsync(Act act, ListSubmissionsRequest? request = null) =>
        Do<ListSubmissions, Result<SubmissionList>>(h => h.HandleAsync(request ?? new ListSubmissionsRequest(Worklist.All), act, default));

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task PublishAsync(string office, string setting, string mapping, string schemas)
    {
        var procedure = $$"""
            {"code":"{{office}}-procedure","title":"{{office}} の手続","summary":"要約","category":"c","categoryTitle":"分類","keywords":[],"lifeEvents":[],"office":"{{office}}",
            "officeTitle":"{{office}} 課","whoCanApply":"どなたでも","whatYouNeed":[],"processingTime":"即日","feeText":"無料","identityLevel":"None","identityReason":"理由",
            {{setting}} "standardProcessingPeriod":{"length":3,"unit":"WorkingDays"},"completionText":"完了","mailRequired":false,"draftRetentionDays":30,"surveyCodes":{},
            "review":{"checklist":[{"id":"name","text":"氏名を確かめる"},{"id":"income","text":"所得を確かめる","when":"income != null"}],
              "hints":[{"text":"所得の申告があります。","when":"income != null"}],"duplicates":{"fields":["thing"],"days":30} } }
            """;
        const string Form = """
            {"pages":[{"id":"applicant","title":"申請者","fields":[
              {"id":"name","type":"text","label":"氏名","searchable":true,"prefill":{"source":"card","attribute":"name"} },
              {"id":"birth","type":"date","label":"生年月日","prefill":{"source":"card","attribute":"birthDate"} },
              {"id":"thing","type":"text","label":"品物"},{"id":"income","type":"text","label":"所得","masked":true}]}]}
            """;
        var row = new FormVersion
        {
            Id = Guid.CreateVersion7(), ProcedureCode = office + "-procedure", Number = 1, ProcedureJson = Encoding.UTF8.GetBytes(procedure), FormJson = Encoding.UTF8.GetBytes(Form),
            MappingJson = Encoding.UTF8.GetBytes(mapping), ExtrasJson = Encoding.UTF8.GetBytes($$"""{"samples":{},"neighbours":{{schemas}}}"""), ContentSha256 = new byte[32], PublishedAt = Clock.GetUtcNow().UtcDateTime,
        };
        await Do<AppDbContext, int>(db =>
        {
            db.Add(row);
            return db.SaveChangesAsync();
        });
        _versions[office] = await Database.Services.GetRequiredService<ProcedureCatalog>().VersionAsync(row.Id, default);
    }
}
