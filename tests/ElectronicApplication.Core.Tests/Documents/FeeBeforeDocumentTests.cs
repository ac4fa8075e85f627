using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Documents;

/// <summary>A fee that is due after the review comes before the document.</summary>
public sealed class FeeBeforeDocumentTests
{
    private const string Fee = """ "fee":{"expression":"300","due":"AfterReview"}, """;

    [Fact]
    public async Task A_document_waits_for_its_fee_unless_the_clerk_says_why_not()
    {
        await using var desk = await DocumentDesk.OpenAsync(setting: Fee);
        var (unpaid, paid, exempt) = (await desk.DecidedAsync(), await desk.DecidedAsync(), await desk.DecidedAsync());
        await OweAsync(desk, unpaid, PaymentStatus.Due);
        await OweAsync(desk, paid, PaymentStatus.Paid);

        Assert.Equal("fee-not-paid", (await desk.IssueAsync(unpaid)).Error?.Code);
        Assert.True((await PreviewAsync(desk, unpaid)).WaitsForFee);
        Assert.True((await desk.IssueAsync(paid)).IsOk);
        Assert.False((await PreviewAsync(desk, paid)).WaitsForFee);
        Assert.Equal("request-refused", (await desk.IssueAsync(exempt, reason: new string('あ', IssueDocument.MaxReason + 1))).Error?.Code);
        Assert.True((await desk.IssueAsync(exempt, reason: "災害のため後で納めることを認めた。")).IsOk);
        Assert.Single(await desk.RowsAsync<ActEntry>(), a => a.Kind == "document.issued" && a.Reason == "災害のため後で納めることを認めた。");
    }

    [Fact]
    public async Task A_refusal_and_a_template_that_goes_out_before_the_fee_do_not_wait()
    {
        await using var desk = await DocumentDesk.OpenAsync(setting: Fee);
        Assert.True((await desk.IssueAsync(await desk.DecidedAsync(decision: SubmissionStatus.Refused), "refusal")).IsOk);
        Assert.True((await desk.IssueAsync(await desk.DecidedAsync(), "bill")).IsOk);
    }

    [Fact]
    public async Task A_run_leaves_out_whose_fee_is_not_paid_and_says_so()
    {
        await using var desk = await DocumentDesk.OpenAsync(setting: Fee);
        var (unpaid, paid) = (await desk.DecidedAsync(), await desk.DecidedAsync());
        await OweAsync(desk, paid, PaymentStatus.Paid);
        Assert.True((await desk.Do<IssueInBulk, Result<Guid>>(b => b.HandleAsync(new(Guid.CreateVersion7(), DocumentDesk.Code, "approval", [unpaid, paid], DocumentDelivery.Portal), desk.Issuer, default))).IsOk);
        Assert.Equal(0, await desk.SweepAsync());
        var items = await desk.RowsAsync<IssueRunItem>();
        Assert.Equal(DocumentErrors.FeeNotPaid.Message, items.Single(i => i.ReceiptNumber == unpaid).Problem);
        Assert.Equal(IssueItemState.Issued, items.Single(i => i.ReceiptNumber == paid).State);
    }

    [Fact]
    public async Task Fees_that_are_not_paid_after_the_review_stand_in_a_list_of_their_own()
    {
        await using var desk = await DocumentDesk.OpenAsync(setting: Fee);
        var (unpaid, paid) = (await desk.DecidedAsync(), await desk.DecidedAsync());
        await OweAsync(desk, unpaid, PaymentStatus.Due);
        await OweAsync(desk, paid, PaymentStatus.Paid);
        var list = await desk.Do<ListSubmissions, Result<SubmissionList>>(h => h.HandleAsync(new(Worklist.Fee), desk.Issuer, default));
        Assert.Equal([unpaid], list.Value.Items.Select(i => i.ReceiptNumber));
        Assert.Equal(1, (await desk.Do<ListSubmissions, IReadOnlyDictionary<Worklist, int>>(h => h.CountAsync(desk.Issuer, default)))[Worklist.Fee]);
    }

    private static async Task<DocumentPreview> PreviewAsync(DocumentDesk desk, string number) =>
        (await desk.Do<IssueDocument, Result<DocumentPreview>>(h => h.PreviewAsync(number, "approval", desk.Issuer, default))).Value;

    private static Task<int> OweAsync(DocumentDesk desk, string number, PaymentStatus status) => desk.Do<AppDbContext, int>(async db =>
    {
        var now = desk.Clock.GetUtcNow().UtcDateTime;
        var id = await db.Set<Submission>().Where(s => s.ReceiptNumber == number).Select(s => s.Id).SingleAsync();
        db.Add(new Payment { Id = Guid.CreateVersion7(), SubmissionId = id, AmountYen = 300, Status = status, CreatedAt = now, CheckAt = now, DueAt = now.AddDays(14) });
        return await db.SaveChangesAsync();
    });
}
