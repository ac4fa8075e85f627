using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Documents;

public sealed class BulkIssuingTests
{
    [Fact]
    public async Task A_run_issues_each_case_once_whoever_works_on_it_and_names_what_it_could_not_issue()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        List<string> numbers = [];
        for (var i = 0; i < 60; i++)
            numbers.Add(await desk.DecidedAsync(i == 20 ? "山田\U0010FFFD" : $"山田　{i}郎"));
        // One of them was issued by hand in the meantime.
        var run = Guid.CreateVersion7();
        var request = new IssueInBulkRequest(run, DocumentDesk.Code, "approval", numbers, DocumentDelivery.Post);
        Assert.True((await StartAsync(desk, request)).IsOk);
        Assert.True((await StartAsync(desk, request)).IsOk);
        var by = (await desk.IssueAsync(numbers[3])).Value;
        await Task.WhenAll(desk.SweepAsync(), desk.SweepAsync());
        // A claim that nobody renews ends, and the rest is taken up again.
        for (var i = 0; i < 5 && await desk.SweepAsync() > 0; i++)
            desk.Clock.Advance(TimeSpan.FromMinutes(2));

        var documents = await desk.RowsAsync<IssuedDocument>();
        Assert.Equal(59, documents.Count);
        Assert.Equal(59, documents.Select(d => d.SubmissionId).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 59), documents.Select(d => d.Number).Order());
        var items = await desk.RowsAsync<IssueRunItem>();
        Assert.Equal(60, items.Count);
        Assert.Contains("U+10FFFD", items.Single(i => i.ReceiptNumber == numbers[20]).Problem, StringComparison.Ordinal);
        Assert.Contains(by.NumberText, items.Single(i => i.ReceiptNumber == numbers[3]).Problem, StringComparison.Ordinal);
        Assert.Equal(58, items.Count(i => i.State == IssueItemState.Issued));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.SweepAsync();
        Assert.Equal(IssueRunState.Done, Assert.Single(await desk.RowsAsync<IssueRun>()).State);
        // The same cases again are none any more.
        Assert.Equal("request-refused", (await StartAsync(desk, request with { RunId = Guid.CreateVersion7(), ReceiptNumbers = [.. numbers.Where((_, i) => i is not 20)] })).Error!.Code);
    }

    [Fact]
    public async Task A_case_that_cannot_be_read_keeps_no_other_waiting()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        List<string> numbers = [await desk.DecidedAsync("一郎"), await desk.DecidedAsync("二郎"), await desk.DecidedAsync("三郎")];
        await desk.Do<AppDbContext, int>(db => db.Set<Submission>().Where(s => s.ReceiptNumber == numbers[1]).ExecuteUpdateAsync(s => s.SetProperty(x => x.ContentCipher, new byte[64])));
        Assert.True((await StartAsync(desk, new(Guid.CreateVersion7(), DocumentDesk.Code, "approval", numbers, DocumentDelivery.Portal))).IsOk);
        Assert.Equal(0, await desk.SweepAsync());
        var items = await desk.RowsAsync<IssueRunItem>();
        Assert.Equal(new[] { numbers[0], numbers[2] }.Order(), items.Where(i => i.State == IssueItemState.Issued).Select(i => i.ReceiptNumber).Order());
        Assert.Equal(DocumentErrors.CannotBeRead.Message, items.Single(i => i.ReceiptNumber == numbers[1]).Problem);
        Assert.Equal([1, 2], (await desk.RowsAsync<IssuedDocument>()).Select(d => d.Number).Order());
    }

    [Fact]
    public async Task A_right_that_was_taken_away_ends_the_run()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        var number = await desk.DecidedAsync();
        await StartAsync(desk, new(Guid.CreateVersion7(), DocumentDesk.Code, "approval", [number], DocumentDelivery.Portal));
        await desk.ClerkAsync("review", "residents");
        await desk.SweepAsync();
        Assert.Empty(await desk.RowsAsync<IssuedDocument>());
        Assert.Equal(IssueItemState.Failed, Assert.Single(await desk.RowsAsync<IssueRunItem>()).State);
    }

    [Fact]
    public async Task Copies_labels_and_lists_are_printed_with_a_reason_and_what_was_posted_leaves_the_list()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        List<Guid> ids = [];
        for (var i = 0; i < 3; i++)
            ids.Add((await desk.IssueAsync(await desk.DecidedAsync(), delivery: DocumentDelivery.Post)).Value.Id);
        Assert.Equal("no-recipient", (await desk.IssueAsync(await desk.DecidedAsync(decision: Core.Submissions.SubmissionStatus.Refused), "refusal", delivery: DocumentDelivery.Post)).Error!.Code);
        Assert.Equal("reason", Assert.Single((await PrintAsync(desk, ids, PrintKind.Documents, "")).Error!.Fields).Path);
        foreach (var kind in Enum.GetValues<PrintKind>())
            Assert.StartsWith("%PDF", System.Text.Encoding.Latin1.GetString((await PrintAsync(desk, ids, kind, "認定通知の発送")).Value.Bytes), StringComparison.Ordinal);
        Assert.Equal(12, (await desk.RowsAsync<ActEntry>()).Count(a => a is { Kind: "document.printed", Reason: "認定通知の発送", ShownToApplicant: false }));

        Assert.Equal("out-of-range", Assert.Single((await MarkAsync(desk, ids, new(2026, 4, 2))).Error!.Fields).Code);
        Assert.Equal(3, (await MarkAsync(desk, ids, new(2026, 4, 1))).Value);
        Assert.Empty((await desk.Do<ListDocuments, Result<IReadOnlyList<PostLine>>>(l => l.ToPostAsync(desk.Issuer, default))).Value);
        Assert.Equal("document-not-for-post", (await PrintAsync(desk, ids, PrintKind.Documents, "もう一度")).Error!.Code);
        Assert.Equal("document-by-post", await FetchErrorAsync(desk));
    }

    private static async Task<string> FetchErrorAsync(DocumentDesk desk)
    {
        const string Code = "K7QM-24XR-9BCD-EFGH";
        var number = await desk.DecidedAsync(code: Code);
        return (await desk.FetchAsync(number, (await desk.IssueAsync(number, delivery: DocumentDelivery.Post)).Value.Id, Code)).Error!.Code;
    }

    private static Task<Result<Guid>> StartAsync(DocumentDesk desk, IssueInBulkRequest request) => desk.Do<IssueInBulk, Result<Guid>>(b => b.HandleAsync(request, desk.Issuer, default));

    private static Task<Result<PrintedFile>> PrintAsync(DocumentDesk desk, List<Guid> ids, PrintKind kind, string reason) =>
        desk.Do<PrintDocuments, Result<PrintedFile>>(p => p.HandleAsync(new(ids, kind, reason), desk.Issuer, default));

    private static Task<Result<int>> MarkAsync(DocumentDesk desk, List<Guid> ids, DateOnly day) => desk.Do<PrintDocuments, Result<int>>(p => p.MarkPostedAsync(ids, day, desk.Issuer, default));
}
