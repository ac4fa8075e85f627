using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Core.Documents;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;

namespace ElectronicApplication.Core.Tests.Documents;

public sealed class IssuingTests
{
    [Fact]
    public async Task Numbers_of_a_series_have_no_gap_and_no_double_however_many_issue_at_once()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        List<string> granted = [], refused = [];
        for (var i = 0; i < 10; i++)
        {
            granted.Add(await desk.DecidedAsync());
            refused.Add(await desk.DecidedAsync(decision: SubmissionStatus.Refused));
        }
        // One that fails takes no number with it.
        var broken = await desk.DecidedAsync("\U0010FFFD");
        var results = await Task.WhenAll(granted.Select(n => desk.IssueAsync(n)).Concat(refused.Select(n => desk.IssueAsync(n, "refusal"))).Append(desk.IssueAsync(broken)));
        Assert.Equal(20, results.Count(r => r.IsOk));
        var rows = await desk.RowsAsync<IssuedDocument>();
        Assert.Equal(Enumerable.Range(1, 20), rows.Select(r => r.Number).Order());
        Assert.All(rows, r => Assert.Equal((2026, "residents"), (r.FiscalYear, r.Series)));
        Assert.Equal(20, Assert.Single(await desk.RowsAsync<NumberSeries>()).Last);
        Assert.Equal(20, (await desk.RowsAsync<DocumentFile>()).Count);
        Assert.Equal(20, (await desk.RowsAsync<OutboxMessage>()).Count(m => m.Type == "DocumentIssued"));
        Assert.Contains(rows, r => r.NumberText == $"8区第{r.Number}号");
    }

    [Fact]
    public async Task A_new_fiscal_year_begins_with_one()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        Assert.Equal(1, (await desk.IssueAsync(await desk.DecidedAsync())).Value.Number);
        desk.Clock.Advance(TimeSpan.FromDays(364));
        Assert.Equal((2026, 2), (await desk.IssueAsync(await desk.DecidedAsync())).Value is var last ? (last.FiscalYear, last.Number) : default);
        desk.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((2027, 1, "9区第1号"), (await desk.IssueAsync(await desk.DecidedAsync())).Value is var first ? (first.FiscalYear, first.Number, first.NumberText) : default);
    }

    [Fact]
    public async Task A_character_that_no_font_draws_stops_the_issue_and_is_named_with_its_field()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        var refused = await desk.IssueAsync(await desk.DecidedAsync("山田\U0010FFFD"));
        Assert.Equal("missing-glyphs", refused.Error!.Code);
        Assert.Equal("氏名", Assert.Single(refused.Error.Fields).Path);
        Assert.Contains("U+10FFFD", refused.Error.Message, StringComparison.Ordinal);
        Assert.Empty(await desk.RowsAsync<IssuedDocument>());
        Assert.Empty(await desk.RowsAsync<NumberSeries>());
        Assert.DoesNotContain(await desk.RowsAsync<ActEntry>(), a => a.Kind.StartsWith("document", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pressing_twice_issues_once_and_a_second_one_is_refused()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        var (number, id) = (await desk.DecidedAsync(), Guid.CreateVersion7());
        var both = await Task.WhenAll(desk.IssueAsync(number, id: id), desk.IssueAsync(number, id: id));
        Assert.Equal(both[0].Value.NumberText, both[1].Value.NumberText);
        Assert.Equal("already-issued", (await desk.IssueAsync(number)).Error!.Code);
        Assert.Single(await desk.RowsAsync<IssuedDocument>());
        // Somebody else's id leads nowhere.
        Assert.Equal("document-not-found", (await desk.IssueAsync(await desk.DecidedAsync(), id: id)).Error!.Code);
    }

    [Fact]
    public async Task What_replaces_takes_a_new_number_and_the_old_one_says_so()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        var number = await desk.DecidedAsync();
        var first = (await desk.IssueAsync(number)).Value;
        Assert.Equal("reason", Assert.Single((await desk.IssueAsync(number, replaces: first.Id)).Error!.Fields).Path);
        var second = (await desk.IssueAsync(number, replaces: first.Id, reason: "氏名の誤り")).Value;
        Assert.Equal((1, 2), (first.Number, second.Number));
        var rows = (await desk.RowsAsync<IssuedDocument>()).ToDictionary(d => d.Id);
        Assert.Equal((DocumentState.Replaced, second.Id), (rows[first.Id].State, rows[first.Id].ReplacedById!.Value));
        Assert.Equal("already-issued", (await desk.IssueAsync(number, replaces: first.Id, reason: "もう一度")).Error!.Code);
        Assert.Equal("document-not-in-force", (await desk.WithdrawAsync(number, first.Id, "誤り")).Error!.Code);

        Assert.Equal("request-refused", (await desk.WithdrawAsync(number, second.Id, " ")).Error!.Code);
        Assert.True((await desk.WithdrawAsync(number, second.Id, "決裁の誤り")).IsOk);
        var seen = (await desk.Do<VerifyDocument, Result<VerifiedDocument>>(v => v.HandleAsync(desk.TokenOf(second), default))).Value;
        Assert.Equal((DocumentState.Withdrawn, "8区第2号"), (seen.State, seen.NumberText));
        Assert.Equal(DocumentState.Replaced, (await desk.Do<VerifyDocument, Result<VerifiedDocument>>(v => v.HandleAsync(desk.TokenOf(first), default))).Value.State);
        Assert.Equal(3, (await desk.IssueAsync(number)).Value.Number);
        Assert.Equal(["Replaced", "Withdrawn"], (await desk.RowsAsync<OutboxMessage>()).Where(m => m.Type == "DocumentWithdrawn").Select(m => System.Text.Json.Nodes.JsonNode.Parse(m.Body)!["outcome"]!.ToString()));
    }

    [Fact]
    public async Task Issuing_needs_its_right_and_the_office_and_a_decision_that_fits()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        var number = await desk.DecidedAsync();
        Assert.Equal("role-needed", (await desk.IssueAsync(number, act: await desk.ClerkAsync("review approve", "residents", "approver"))).Error!.Code);
        Assert.Equal("submission-not-found", (await desk.IssueAsync(number, act: await desk.ClerkAsync("issue", "planning", "stranger"))).Error!.Code);
        Assert.Equal("other-decision", (await desk.IssueAsync(number, "refusal")).Error!.Code);
        Assert.Equal("template-not-found", (await desk.IssueAsync(number, "nothing")).Error!.Code);
    }

    [Fact]
    public async Task Where_nobody_has_put_a_seal_in_one_for_practice_is_used_outside_of_production()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        var number = await desk.DecidedAsync();
        Assert.True((await desk.IssueAsync(number, "sealed")).IsOk);
        Assert.Equal("練習用の印影", Assert.Single(await desk.RowsAsync<CitySeal>()).UploadedBy);
    }

    [Fact]
    public async Task What_was_issued_is_signed_encrypted_and_says_what_was_filed()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        var number = await desk.DecidedAsync(code: "K7QM-24XR-9BCD-EFGH");
        var issued = (await desk.IssueAsync(number)).Value;
        var file = (await desk.FetchAsync(number, issued.Id, "K7QM-24XR-9BCD-EFGH")).Value;
        Assert.Equal(issued.Sha256, SHA256.HashData(file.Bytes));
        var plain = Encoding.Latin1.GetString(file.Bytes);
        Assert.Contains("ETSI.CAdES.detached", plain, StringComparison.Ordinal);
        Assert.Contains("/MarkInfo", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("%PDF", Encoding.Latin1.GetString((await desk.RowsAsync<DocumentFile>())[0].FileCipher), StringComparison.Ordinal);
        Assert.True((await desk.Do<VerifyDocument, Result<bool>>(v => v.CompareAsync(desk.TokenOf(issued), file.Bytes, default))).Value);
        file.Bytes[^1] ^= 1;
        Assert.False((await desk.Do<VerifyDocument, Result<bool>>(v => v.CompareAsync(desk.TokenOf(issued), file.Bytes, default))).Value);
        Assert.Equal("document-not-found", (await desk.Do<VerifyDocument, Result<VerifiedDocument>>(v => v.HandleAsync(issued.Id.ToString("N"), default))).Error!.Code);
    }

    [Fact]
    public async Task The_first_fetch_is_the_arrival_and_only_who_filed_can_fetch()
    {
        await using var desk = await DocumentDesk.OpenAsync();
        const string Code = "K7QM-24XR-9BCD-EFGH";
        var number = await desk.DecidedAsync(code: Code);
        var issued = (await desk.IssueAsync(number)).Value;
        Assert.Equal("submission-not-found", (await desk.FetchAsync(number, issued.Id, "AAAA-BBBB-CCCC-DDDD")).Error!.Code);
        Assert.Null((await desk.RowsAsync<IssuedDocument>())[0].ReachedAt);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.FetchAsync(number, issued.Id, Code))), f => Assert.True(f.IsOk));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await desk.FetchAsync(number, issued.Id, Code)).IsOk);
        Assert.Equal(desk.Clock.GetUtcNow().UtcDateTime.AddHours(-1), (await desk.RowsAsync<IssuedDocument>())[0].ReachedAt);
        Assert.Single(await desk.RowsAsync<ActEntry>(), a => a.Kind == "document.reached" && a.ShownToApplicant);
        await desk.WithdrawAsync(number, issued.Id, "誤り");
        Assert.Equal("document-not-in-force", (await desk.FetchAsync(number, issued.Id, Code)).Error!.Code);
    }

    [Fact]
    public async Task Production_signs_with_no_key_of_its_own_making()
    {
        await using var desk = await DocumentDesk.OpenAsync("Production");
        Assert.Equal("no-signing-key", (await desk.IssueAsync(await desk.DecidedAsync())).Error!.Code);
        Assert.Empty(System.IO.Directory.GetFiles(desk.Files, "*.p12", SearchOption.AllDirectories));
    }
}
