using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Payouts;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Records;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Payouts;

/// <summary>A town with a procedure that pays, and the officials who pay and keep the records.</summary>
internal sealed class PayoutTown : IAsyncDisposable
{
    private CompiledVersion _version = null!;

    private PayoutTown(TestDatabase database, TestClock clock) => (Database, Clock) = (database, clock);

    public TestDatabase Database { get; }

    public TestClock Clock { get; }

    public Act Preparer { get; private set; } = null!;

    public Act Confirmer { get; private set; } = null!;

    public static async Task<PayoutTown> OpenAsync()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero));
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Directory"] = Directory.CreateTempSubdirectory("ea-payout-").FullName,
            ["Payouts:Default:ClientCode"] = "0000012345", ["Payouts:Default:ClientName"] = "ミライシ", ["Payouts:Default:BankCode"] = "0001", ["Payouts:Default:BranchCode"] = "001", ["Payouts:Default:AccountNumber"] = "0123456",
        }).Build();
        var database = await TestDatabase.CreateAsync(services => services.AddProcedures().AddScoped<Sessions>().AddScoped<SignInStaff>()
            .AddSubmissions(settings).AddReview().AddPayouts(settings).AddRecords().AddScoped<ElectronicApplication.Core.Administration.VerifyAudit>().AddScoped<ElectronicApplication.Core.Administration.RotateKeys>().AddScoped<ElectronicApplication.Core.Administration.SealActs>().AddScoped<FindPayment>().AddScoped<FeeSweep>().AddSingleton<IFactListener, PaymentListener>(), clock);
        var town = new PayoutTown(database, clock);
        await town.PublishAsync();
        town.Preparer = await town.OfficialAsync("審査 一郎", "receive review");
        town.Confirmer = await town.OfficialAsync("決裁 花子", "approve administer export");
        return town;
    }

    public Task<TResult> Do<THandler, TResult>(Func<THandler, Task<TResult>> work)
        where THandler : notnull => Database.InScopeAsync(work);

    public async Task<Act> OfficialAsync(string name, string roles, string offices = "child") => (await Do<SignInStaff, Result<StaffSession>>(s =>
        s.HandleAsync(new IdTokenClaims("https://idp.example", name, name, roles.Split(' '), offices.Split(' ')), default))).Value.Reviewer.Act();

    public static JsonObject Account(string number = "0012345", string bank = "9999") => new()
    {
        ["bankCode"] = bank, ["bankName"] = "見本銀行", ["branchCode"] = "001", ["branchName"] = "本店", ["kind"] = "1", ["number"] = number, ["payeeKana"] = "カワサキ キョウコ",
    };

    /// <returns>The receipt number of a granted submission, with its payout worked out.</returns>
    public async Task<string> GrantAsync(int children = 2, JsonObject? account = null, bool isPublic = false)
    {
        var number = await SubmitAsync(children, account, isPublic);
        // Batches are in the order of the decisions.
        Clock.Advance(TimeSpan.FromSeconds(1));
        await DecideAsync(number, SubmissionStatus.Granted);
        await SweepAsync();
        return number;
    }

    public async Task<string> SubmitAsync(int children = 2, JsonObject? account = null, bool isPublic = false)
    {
        var answers = new JsonObject { ["name"] = "川崎　京子", ["children"] = children, ["account_kind"] = isPublic ? "public" : "given" };
        if (!isPublic)
            answers["account"] = account ?? Account();
        var evaluation = _version.Plan.Evaluate(answers, new EvaluationInput(new DateOnly(2026, 11, 16), null, []));
        Assert.True(evaluation.IsAccepted, string.Join(" / ", evaluation.Issues.Select(i => i.Message)));
        var rows = Database.Services.GetRequiredService<SubmissionIntake>().Make(new(_version, evaluation, [], Channel.Portal, Act.Anonymous(Door.Portal)));
        await Do<AppDbContext, int>(db =>
        {
            db.AddRange(rows.Rows);
            return db.SaveChangesAsync();
        });
        return rows.Submission.ReceiptNumber;
    }

    public async Task DecideAsync(string number, SubmissionStatus decision)
    {
        var judge = await OfficialAsync("審査と決裁", "review approve");
        Assert.True((await Do<StartReview, Result<SubmissionStatus>>(h => h.HandleAsync(new(number, null), judge, default))).IsOk);
        Assert.True((await Do<DecideSubmission, Result<SubmissionStatus>>(h => h.HandleAsync(new(number, decision, "理由", null), judge, default))).IsOk);
    }

    public Task<bool> SweepAsync() => Do<PayoutSweep, bool>(async s =>
    {
        await s.RunAsync(default);
        return true;
    });

    public async Task<Guid> PrepareAsync(Guid? id = null, IReadOnlyCollection<Guid>? only = null)
    {
        var batch = id ?? Guid.CreateVersion7();
        var made = await Do<PreparePayouts, Result<Guid>>(h => h.HandleAsync(new(batch, "child", null, new DateOnly(2026, 11, 25), only), Preparer, default));
        Assert.True(made.IsOk, made.Error?.Message);
        return made.Value;
    }

    public async Task<OpenedPayoutBatch> BatchAsync(Guid id) => (await Do<OpenPayoutBatch, Result<OpenedPayoutBatch>>(h => h.HandleAsync(id, false, Confirmer, default))).Value;

    public async Task<Result<Done>> ConfirmAsync(Guid id, Act? by = null)
    {
        var sha256 = Convert.ToHexStringLower((await BatchAsync(id)).Batch.FileSha256);
        return await Do<ConfirmPayouts, Result<Done>>(h => h.HandleAsync(id, sha256, by ?? Confirmer, default));
    }

    public async Task<byte[]> FileAsync(Guid id, PayoutFileKind kind) =>
        (await Do<DownloadPayouts, Result<PayoutFile>>(h => h.HandleAsync(id, kind, "銀行に渡すため", Confirmer, default))).Value.Bytes;

    public Task<Result<PayoutResultSummary>> ReadAsync(Guid id, byte[] file, PayoutResultScope scope = PayoutResultScope.All) =>
        Do<ReadPayoutResult, Result<PayoutResultSummary>>(h => h.HandleAsync(id, file, scope, Preparer, default));

    /// <summary>The bank's answer: the file with a result code in each data record.</summary>
    public static byte[] Answer(byte[] sent, Func<int, char> code)
    {
        var answer = (byte[])sent.Clone();
        var data = 0;
        for (var at = 0; at + 120 <= answer.Length; at += 122)
            if (answer[at] == '2')
                answer[at + 111] = (byte)code(++data);
        return answer;
    }

    public Task<Submission> SubmissionAsync(string number) => Do<AppDbContext, Submission>(db => db.Set<Submission>().AsNoTracking().SingleAsync(s => s.ReceiptNumber == number));

    public async Task<PayoutView> PayoutAsync(string number)
    {
        var submission = await SubmissionAsync(number);
        return (await Do<FindPayout, PayoutView?>(h => h.HandleAsync(submission.Id, default)))!;
    }

    public Task<List<string>> FactsAsync() => Do<AppDbContext, List<string>>(db => db.Set<OutboxMessage>().AsNoTracking().OrderBy(m => m.Sequence).Select(m => m.Type).ToListAsync());

    public Task<List<ActEntry>> ActsAsync(string kind) => Do<AppDbContext, List<ActEntry>>(db => db.Set<ActEntry>().AsNoTracking().Where(a => a.Kind == kind).ToListAsync());

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private async Task PublishAsync()
    {
        const string Procedure = """
            {"code":"child-gift","title":"子育て応援金","summary":"要約","category":"c","categoryTitle":"分類","keywords":[],"lifeEvents":[],"office":"child",
            "officeTitle":"こども課","whoCanApply":"どなたでも","whatYouNeed":[],"processingTime":"即日","feeText":"無料","identityLevel":"None","identityReason":"理由",
            "fee":{"expression":"300","due":"AfterReview"},
            "payout":{"amount":"10000 * children","account":"account","publicAccount":"account_kind = \"public\"","text":"コソダテ"},"retention":"Years1",
            "completionText":"完了","mailRequired":false,"draftRetentionDays":30,"surveyCodes":{} }
            """;
        const string Form = """
            {"pages":[{"id":"p","title":"申請","fields":[
              {"id":"name","type":"text","label":"氏名","searchable":true},
              {"id":"children","type":"integer","label":"子の人数"},
              {"id":"account_kind","type":"choice","label":"口座","options":[{"value":"public","label":"公金受取口座"},{"value":"given","label":"入力する口座"}]},
              {"id":"account","type":"bankAccount","label":"口座","visible":"account_kind = \"given\""}]}]}
            """;
        var row = new FormVersion
        {
            Id = Guid.CreateVersion7(), ProcedureCode = "child-gift", Number = 1, ProcedureJson = Encoding.UTF8.GetBytes(Procedure), FormJson = Encoding.UTF8.GetBytes(Form),
            MappingJson = """{"targets":[]}"""u8.ToArray(), ContentSha256 = new byte[32], PublishedAt = Clock.GetUtcNow().UtcDateTime,
        };
        await Do<AppDbContext, int>(db =>
        {
            db.Add(row);
            return db.SaveChangesAsync();
        });
        _version = await Database.Services.GetRequiredService<ProcedureCatalog>().VersionAsync(row.Id, default);
    }
}
