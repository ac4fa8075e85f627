using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Submissions;

public sealed class SubmittingTests
{
    [Fact]
    public async Task A_submitted_draft_becomes_a_submission_with_act_fact_and_files_and_is_gone()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        var file = (await town.AttachAsync(id, SubmissionTown.Taro, AttachmentTests.Png)).Value;
        var submitted = (await town.SubmitAsync(id, SubmissionTown.Taro)).Value;

        Assert.Empty(await town.RowsAsync<Draft>());
        var row = Assert.Single(await town.RowsAsync<Submission>());
        Assert.Equal((SubmissionStatus.Received, row.SubmittedAt, Channel.Portal), (row.Status, row.ArrivedAt, row.Channel));
        Assert.Equal("SubmissionReceived", Assert.Single(await town.RowsAsync<OutboxMessage>()).Type);
        Assert.Equal("submission.submitted", Assert.Single(await town.RowsAsync<ActEntry>()).Kind);
        Assert.Equal(row.Id, Assert.Single(await town.RowsAsync<Attachment>()).SubmissionId);

        var opened = (await town.FindAsync(submitted.ReceiptNumber, submitted.AccessCode)).Value;
        Assert.True(opened.IsIntact);
        Assert.Equal("taro@example.jp", opened.Person?.Mail);
        Assert.Equal([new PayloadAttachment("委任状.png", file.Sha256)], opened.Payload.Attachments);
        Assert.Equal(row.PayloadSha256, SubmissionPayload.Sha256(opened.Payload.Canonical()));
    }

    [Fact]
    public async Task What_is_hidden_is_neither_submitted_nor_kept()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        await town.AttachAsync(id, SubmissionTown.Taro, AttachmentTests.Png);
        var revision = (await town.OpenAsync(id, SubmissionTown.Taro)).Value.Revision;
        await town.SaveAsync(id, SubmissionTown.Taro, revision, new() { ["name"] = "太郎", ["acts_for_other"] = false, ["principal"] = "花子" });
        var submitted = (await town.SubmitAsync(id, SubmissionTown.Taro)).Value;
        var opened = (await town.FindAsync(submitted.ReceiptNumber, submitted.AccessCode)).Value;
        Assert.False(opened.Payload.Answers.ContainsKey("principal"));
        Assert.Empty(opened.Payload.Attachments);
        Assert.Empty(await town.RowsAsync<Attachment>());
    }

    [Fact]
    public async Task A_draft_with_mistakes_is_refused_and_stays()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        var refused = (await town.SubmitAsync(id, SubmissionTown.Taro)).Error!;
        Assert.Equal(("answers-refused", "name", "required"), (refused.Code, Assert.Single(refused.Fields).Path, refused.Fields[0].Code));
        Assert.Empty(await town.RowsAsync<Submission>());
        Assert.Single(await town.RowsAsync<Draft>());
    }

    [Fact]
    public async Task Pressing_the_button_twice_makes_one_submission_and_gives_the_same_answer()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var id = await FilledAsync(town);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => town.SubmitAsync(id, SubmissionTown.Taro))));
        Assert.Single(answers.Select(a => a.Value).Distinct());
        Assert.Single(await town.RowsAsync<Submission>());
        Assert.Single(await town.RowsAsync<OutboxMessage>());
        Assert.Equal("draft-not-found", (await town.SubmitAsync(id, SubmissionTown.Hanako)).Error?.Code);
    }

    [Fact]
    public async Task An_anonymous_submission_is_seen_with_its_code_only()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var receipt = (await town.PostAsync(new() { ["name"] = "太郎" })).Value;
        Assert.Matches("^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$", receipt.AccessCode);
        Assert.True((await town.FindAsync(receipt.ReceiptNumber, receipt.AccessCode)).IsOk);
        Assert.True((await town.FindAsync(receipt.ReceiptNumber, receipt.AccessCode!.Replace("-", "").ToLowerInvariant())).IsOk);
        Assert.Equal("submission-not-found", (await town.FindAsync(receipt.ReceiptNumber, null)).Error?.Code);
        Assert.Equal("submission-not-found", (await town.FindAsync(receipt.ReceiptNumber, "AAAA-BBBB-CCCC-DDDD")).Error?.Code);
        Assert.Equal("submission-not-found", (await town.FindAsync(receipt.ReceiptNumber, null, Guid.CreateVersion7())).Error?.Code);
    }

    [Fact]
    public async Task A_submission_of_an_account_is_seen_by_that_account_only_and_has_no_code()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var account = Guid.CreateVersion7();
        var receipt = (await town.PostAsync(new() { ["name"] = "太郎" }, SubmissionTown.ForAccounts, account)).Value;
        Assert.Null(receipt.AccessCode);
        Assert.True((await town.FindAsync(receipt.ReceiptNumber, null, account)).IsOk);
        Assert.Equal("submission-not-found", (await town.FindAsync(receipt.ReceiptNumber, null, Guid.CreateVersion7())).Error?.Code);
        Assert.Equal("submission-not-found", (await town.FindAsync(receipt.ReceiptNumber, "AAAA-BBBB-CCCC-DDDD")).Error?.Code);
        Assert.Equal("sign-in-needed", (await town.PostAsync(new() { ["name"] = "太郎" }, SubmissionTown.ForAccounts)).Error?.Code);
    }

    [Fact]
    public async Task After_ten_wrong_codes_even_the_right_one_must_wait_but_not_for_another_address()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var receipt = (await town.PostAsync(new() { ["name"] = "太郎" })).Value;
        for (var i = 0; i < WrongCodes.Allowed; i++)
            Assert.Equal("submission-not-found", (await town.FindAsync(receipt.ReceiptNumber, $"wrong-{i}")).Error?.Code);
        Assert.Equal(ErrorKind.TooMany, (await town.FindAsync(receipt.ReceiptNumber, receipt.AccessCode)).Error?.Kind);
        Assert.True((await town.Do<FindSubmission, Result<OpenedSubmission>>(f => f.HandleAsync(receipt.ReceiptNumber, new(null, receipt.AccessCode, "198.51.100.7"), default))).IsOk);
        town.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True((await town.FindAsync(receipt.ReceiptNumber, receipt.AccessCode)).IsOk);
    }

    [Fact]
    public async Task A_withdrawal_is_recorded_told_and_possible_once()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var receipt = (await town.PostAsync(new() { ["name"] = "太郎" })).Value;
        Task<Result<Submission>> Withdraw(string? code) => town.Do<WithdrawSubmission, Result<Submission>>(w =>
            w.HandleAsync(receipt.ReceiptNumber, new(null, code, ""), Act.Anonymous(Door.PortalApi), null, default));
        Assert.Equal("submission-not-found", (await Withdraw("AAAA-BBBB-CCCC-DDDD")).Error?.Code);
        town.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(SubmissionStatus.Withdrawn, (await Withdraw(receipt.AccessCode)).Value.Status);
        Assert.Equal("wrong-status", (await Withdraw(receipt.AccessCode)).Error?.Code);
        Assert.Equal(["SubmissionReceived", "SubmissionWithdrawn"], (await town.RowsAsync<OutboxMessage>()).OrderBy(m => m.Sequence).Select(m => m.Type));
        Assert.Equal(["submission.submitted", "submission.withdrawn"], (await town.RowsAsync<ActEntry>()).OrderBy(a => a.Id).Select(a => a.Kind));
    }

    [Fact]
    public async Task A_file_uploaded_before_is_submitted_once_and_only_by_its_account()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var file = (await town.Do<AttachFile, Result<KeptFile>>(a => a.ByItselfAsync(null, "letter.png", AttachmentTests.Png, _ => null, default))).Value;
        JsonObject answers() => new() { ["name"] = "太郎", ["acts_for_other"] = true, ["principal"] = "花子" };
        AttachmentReference named = new(file.Id, "letter");
        Assert.Equal(ErrorKind.Invalid, (await town.PostAsync(answers(), SubmissionTown.Open, Guid.CreateVersion7(), null, named)).Error?.Kind);
        var receipt = (await town.PostAsync(answers(), SubmissionTown.Open, null, null, named)).Value;
        Assert.Equal(receipt.SubmissionId, Assert.Single(await town.RowsAsync<Attachment>()).SubmissionId);
        Assert.Equal(ErrorKind.Invalid, (await town.PostAsync(answers(), SubmissionTown.Open, null, null, named)).Error?.Kind);
    }

    [Fact]
    public async Task Of_two_submissions_at_once_that_name_one_file_only_one_is_accepted()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var file = (await town.Do<AttachFile, Result<KeptFile>>(a => a.ByItselfAsync(null, "letter.png", AttachmentTests.Png, _ => null, default))).Value;
        Task<Result<SubmissionReceipt>> Post(Func<SubmissionReceipt, IdempotentAnswer?>? between) => town.PostAsync(
            new() { ["name"] = "太郎", ["acts_for_other"] = true, ["principal"] = "花子" }, SubmissionTown.Open, null, between, new AttachmentReference(file.Id, "letter"));
        Result<SubmissionReceipt> second = default;
        // The first has found the file free and is about to save when the second comes and goes.
        var first = await Post(_ =>
        {
            second = Post(null).GetAwaiter().GetResult();
            return null;
        });
        Assert.Equal("attachment-used", first.Error?.Code);
        Assert.Equal(second.Value.SubmissionId, Assert.Single(await town.RowsAsync<Submission>()).Id);
        Assert.Equal(second.Value.SubmissionId, Assert.Single(await town.RowsAsync<Attachment>()).SubmissionId);
        Assert.Single(await town.RowsAsync<OutboxMessage>());
    }

    [Fact]
    public async Task A_request_repeated_under_its_key_finds_the_first_answer_and_another_body_is_a_conflict()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var key = IdempotentRequest.Of(null, "/api/v1/submissions", "k1", "body"u8);
        await town.PostAsync(new() { ["name"] = "太郎" }, withAnswer: r => Row(town, key, r.ReceiptNumber));
        var found = (await FindAsync(town, key)).Value!;
        Assert.Equal((201, Assert.Single(await town.RowsAsync<Submission>()).ReceiptNumber), (found.StatusCode, System.Text.Encoding.UTF8.GetString(found.Body)));
        Assert.Equal("idempotency-key-reused", (await FindAsync(town, IdempotentRequest.Of(null, "/api/v1/submissions", "k1", "other"u8))).Error?.Code);
        Assert.Null((await FindAsync(town, IdempotentRequest.Of(Guid.CreateVersion7(), "/api/v1/submissions", "k1", "body"u8))).Value);
        town.Clock.Advance(TimeSpan.FromHours(25));
        await town.SweepAsync<IdempotencySweep>();
        Assert.Null((await FindAsync(town, key)).Value);
    }

    [Fact]
    public async Task Of_equal_requests_at_once_under_one_key_only_one_is_saved()
    {
        await using var town = await SubmissionTown.FoundAsync();
        var key = IdempotentRequest.Of(null, "/api/v1/submissions", "k1", "body"u8);
        var tries = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await town.PostAsync(new() { ["name"] = "太郎" }, withAnswer: r => Row(town, key, r.ReceiptNumber))).IsOk;
            }
            catch (Exception e) when (IdempotentAnswers.MayBeTwin(e))
            {
                return false;
            }
        })));
        Assert.Single(tries, saved => saved);
        Assert.Single(await town.RowsAsync<Submission>());
        Assert.Single(await town.RowsAsync<OutboxMessage>());
    }

    private static IdempotentAnswer Row(SubmissionTown town, IdempotentRequest request, string body) =>
        town.Do<IdempotentAnswers, IdempotentAnswer>(a => Task.FromResult(a.Row(request, 201, System.Text.Encoding.UTF8.GetBytes(body)))).GetAwaiter().GetResult();

    private static Task<Result<StoredAnswer?>> FindAsync(SubmissionTown town, IdempotentRequest request) => town.Do<IdempotentAnswers, Result<StoredAnswer?>>(a => a.FindAsync(request, default));

    private static async Task<Guid> FilledAsync(SubmissionTown town)
    {
        var id = (await town.StartAsync(SubmissionTown.Taro)).Value;
        await town.SaveAsync(id, SubmissionTown.Taro, 0, new() { ["name"] = "太郎", ["acts_for_other"] = true, ["principal"] = "花子" });
        await town.SaveAsync(id, SubmissionTown.Taro, 1, new() { ["mail"] = "taro@example.jp" }, page: "contact");
        return id;
    }
}
