using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Payments;

/// <summary>A municipality with one procedure whose fee of 300 yen is due beforehand, and a provider that it reaches over HTTP.</summary>
internal sealed class PayingTown : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_test";

    private CompiledVersion _version = null!;

    private PayingTown(TestDatabase database, TestClock clock, ProviderServer provider) => (Database, Clock, Provider) = (database, clock, provider);

    public TestDatabase Database { get; }

    public TestClock Clock { get; }

    public ProviderServer Provider { get; }

    public static async Task<PayingTown> OpenAsync()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 4, 1, 3, 0, 0, TimeSpan.Zero));
        var provider = await ProviderServer.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stripe:ApiBase"] = provider.Address, ["Stripe:SecretKey"] = "sk_test_1", ["Stripe:WebhookSecret"] = WebhookSecret, ["Stripe:CheckoutOrigin"] = provider.Address,
        }).Build();
        var database = await TestDatabase.CreateAsync(services => services.AddProcedures().AddSubmissions(configuration).AddPayments(configuration), clock);
        var town = new PayingTown(database, clock, provider);
        await town.PublishAsync();
        return town;
    }

    public Task<TResult> Do<THandler, TResult>(Func<THandler, Task<TResult>> work)
        where THandler : notnull => Database.InScopeAsync(work);

    public async Task<Submission> SubmitAsync()
    {
        var evaluation = _version.Plan.Evaluate([], new EvaluationInput(new DateOnly(2026, 4, 1), null, []));
        var rows = Database.Services.GetRequiredService<SubmissionIntake>().Make(new(_version, evaluation, [], Channel.Portal, Act.Anonymous(Door.Portal)));
        await Do<AppDbContext, int>(db =>
        {
            db.AddRange(rows.Rows);
            return db.SaveChangesAsync();
        });
        return rows.Submission;
    }

    public Task<Result<Uri>> StartAsync(Submission submission) => Do<StartCheckout, Result<Uri>>(s =>
        s.HandleAsync(submission.Id, "https://portal.example/return", "https://portal.example/cancel", Act.Anonymous(Door.Portal), default));

    public Task<Result<PaymentStatus?>> SettleAsync(Submission submission) =>
        Do<SettlePayment, Result<PaymentStatus?>>(s => s.HandleAsync(submission.Id, HandleProviderEvent.Provider(Door.Portal), default));

    /// <returns>The provider's id of the checkout that was opened.</returns>
    public async Task<string> OpenCheckoutAsync(Submission submission) => (await StartAsync(submission)).Value.Segments[^1];

    public async Task WithdrawAsync(Submission submission) => await Do<AppDbContext, int>(db =>
    {
        var row = db.Set<Submission>().Single(s => s.Id == submission.Id);
        Assert.Null(row.Withdraw(Clock.GetUtcNow().UtcDateTime));
        db.AddRange(Database.Services.GetRequiredService<Facts>().RowsFor(
            new SubmissionWithdrawn(Guid.CreateVersion7(), Clock.GetUtcNow(), row.Id, row.ReceiptNumber, row.ProcedureCode, row.FormVersionId)));
        return db.SaveChangesAsync();
    });

    public Task SweepAsync() => Do<PaymentSweep, bool>(async s =>
    {
        await s.RunAsync(default);
        return true;
    });

    public Task<Result<Done>> HearAsync(string eventId, string type, string objectId, string secret = WebhookSecret, TimeSpan age = default)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { id = eventId, @object = "event", type, data = new { @object = new { id = objectId, payment_status = "paid" } } });
        return HearAsync(body, Sign(body, secret, Clock.GetUtcNow() - age));
    }

    public Task<Result<Done>> HearAsync(byte[] body, string signature) => Do<HandleProviderEvent, Result<Done>>(h => h.HandleAsync(body, signature, default));

    public static string Sign(byte[] body, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(time + "."), .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    public Task<List<T>> RowsAsync<T>()
        where T : class => Do<AppDbContext, List<T>>(db => db.Set<T>().AsNoTracking().ToListAsync());

    public async Task<Payment> PaymentAsync() => Assert.Single(await RowsAsync<Payment>());

    public async Task<SubmissionStatus> StatusAsync(Submission submission) => (await RowsAsync<Submission>()).Single(s => s.Id == submission.Id).Status;

    public async Task<int> FactsAsync<T>()
        where T : IFact => (await RowsAsync<OutboxMessage>()).Count(m => m.Type == typeof(T).Name);

    public async Task<int> ActsAsync(string kind) => (await RowsAsync<ActEntry>()).Count(a => a.Kind == kind);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Provider.DisposeAsync();
    }

    private async Task PublishAsync()
    {
        const string Procedure = """
            {"code":"certificate","title":"証明書の交付","summary":"要約","category":"c","categoryTitle":"分類","keywords":[],"lifeEvents":[],"office":"residents",
            "officeTitle":"市民課","whoCanApply":"どなたでも","whatYouNeed":[],"processingTime":"即日","feeText":"300円","identityLevel":"None","identityReason":"理由",
            "fee":{"expression":"300","due":"BeforeReview"},"completionText":"完了","mailRequired":false,"draftRetentionDays":30,"surveyCodes":{} }
            """;
        const string Form = """{"pages":[{"id":"p","title":"内容","fields":[{"id":"memo","type":"text","label":"メモ"}]}]}""";
        var row = new FormVersion
        {
            Id = Guid.CreateVersion7(), ProcedureCode = "certificate", Number = 1, ProcedureJson = Encoding.UTF8.GetBytes(Procedure), FormJson = Encoding.UTF8.GetBytes(Form),
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
