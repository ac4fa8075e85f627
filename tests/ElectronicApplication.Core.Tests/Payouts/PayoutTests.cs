using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payouts;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Payouts;

public sealed class PayoutTests : IAsyncLifetime
{
    private PayoutTown _town = null!;

    public async Task InitializeAsync() => _town = await PayoutTown.OpenAsync();

    public Task DisposeAsync() => _town.DisposeAsync().AsTask();

    [Fact]
    public async Task Only_what_is_granted_is_paid_and_only_once()
    {
        var granted = await _town.GrantAsync(children: 3);
        var refused = await _town.SubmitAsync();
        await _town.DecideAsync(refused, SubmissionStatus.Refused);
        await _town.SweepAsync();
        await _town.SweepAsync();
        Assert.Equal((PayoutState.Due, 30000L), ((await _town.PayoutAsync(granted)).State, (await _town.PayoutAsync(granted)).AmountYen!.Value));
        Assert.Equal(1, await _town.Do<AppDbContext, int>(db => db.Set<Payout>().CountAsync()));
        Assert.Single(await _town.ActsAsync("payout.planned"));
    }

    [Fact]
    public async Task An_amount_of_nothing_waits_for_nobody()
    {
        var number = await _town.GrantAsync(children: 0);
        Assert.Equal(PayoutState.Nothing, (await _town.PayoutAsync(number)).State);
    }

    [Fact]
    public async Task Account_numbers_stand_encrypted_and_masked()
    {
        await _town.GrantAsync();
        var lists = (await _town.Do<ListPayouts, Result<PayoutLists>>(h => h.HandleAsync(null, null, _town.Preparer, default))).Value;
        Assert.Equal("見本銀行 本店 普通 ****345", lists.Waiting[0].Account);
        Assert.Equal("ｶﾜｻｷ ｷﾖｳｺ", lists.Waiting[0].Payee);
        Assert.Contains("ｶﾜｻｷ ｷﾖｳｺ", lists.Waiting[0].Conversion, StringComparison.Ordinal);
        var cipher = await _town.Do<AppDbContext, byte[]?>(db => db.Set<Payout>().Select(p => p.AccountCipher).SingleAsync());
        Assert.DoesNotContain("0012345", Encoding.UTF8.GetString(cipher!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_prepared_a_batch_cannot_confirm_it_and_nothing_leaves_before()
    {
        await _town.GrantAsync();
        var both = await _town.OfficialAsync("両方", "review approve export");
        var batch = (await _town.Do<PreparePayouts, Result<Guid>>(h => h.HandleAsync(new(Guid.CreateVersion7(), "child", null, new DateOnly(2026, 11, 25), null), both, default))).Value;
        Assert.Equal("own-batch", (await _town.ConfirmAsync(batch, both)).Error?.Code);
        Assert.Equal("payout-not-confirmed", (await _town.Do<DownloadPayouts, Result<PayoutFile>>(h => h.HandleAsync(batch, PayoutFileKind.Zengin, "理由", both, default))).Error?.Code);
        Assert.Equal("role-needed", (await _town.ConfirmAsync(batch, _town.Preparer)).Error?.Code);
        Assert.Equal("payout-wrong-state", (await _town.Do<ConfirmPayouts, Result<Done>>(h => h.HandleAsync(batch, new string('0', 64), _town.Confirmer, default))).Error?.Code);
        Assert.True((await _town.ConfirmAsync(batch)).IsOk);
        Assert.Equal("request-refused", (await _town.Do<DownloadPayouts, Result<PayoutFile>>(h => h.HandleAsync(batch, PayoutFileKind.Zengin, " ", both, default))).Error?.Code);
        Assert.Equal("role-needed", (await _town.Do<DownloadPayouts, Result<PayoutFile>>(h => h.HandleAsync(batch, PayoutFileKind.Zengin, "理由", _town.Preparer, default))).Error?.Code);
        Assert.NotEmpty(await _town.FileAsync(batch, PayoutFileKind.Zengin));
        Assert.Single(await _town.ActsAsync("payout.exported"), a => a.Reason == "銀行に渡すため");
    }

    [Fact]
    public async Task The_same_request_a_second_time_makes_no_second_batch_and_nobody_is_paid_twice()
    {
        await _town.GrantAsync();
        var id = Guid.CreateVersion7();
        Assert.Equal(await _town.PrepareAsync(id), await _town.PrepareAsync(id));
        var again = await _town.Do<PreparePayouts, Result<Guid>>(h => h.HandleAsync(new(Guid.CreateVersion7(), "child", null, new DateOnly(2026, 11, 25), null), _town.Preparer, default));
        Assert.Equal("payouts", again.Error?.Fields[0].Path);
        Assert.Equal(1, await _town.Do<AppDbContext, int>(db => db.Set<PayoutLine>().CountAsync()));
    }

    [Theory]
    [InlineData(2026, 11, 23)]
    [InlineData(2026, 11, 22)]
    [InlineData(2026, 11, 16)]
    public async Task A_day_on_which_no_bank_pays_is_refused(int year, int month, int day)
    {
        await _town.GrantAsync();
        var made = await _town.Do<PreparePayouts, Result<Guid>>(h => h.HandleAsync(new(Guid.CreateVersion7(), "child", null, new DateOnly(year, month, day), null), _town.Preparer, default));
        Assert.Equal("due", made.Error?.Fields[0].Path);
    }

    [Fact]
    public async Task What_no_bank_can_take_stays_out_until_it_is_mended_with_a_note()
    {
        var good = await _town.GrantAsync();
        var bad = await _town.GrantAsync(account: PayoutTown.Account(bank: "0000"));
        var lists = (await _town.Do<ListPayouts, Result<PayoutLists>>(h => h.HandleAsync(null, null, _town.Preparer, default))).Value;
        var wrong = Assert.Single(lists.Waiting, w => w.Problems.Count > 0);
        Assert.Equal(bad, wrong.ReceiptNumber);
        var batch = await _town.PrepareAsync();
        Assert.Equal([good], (await _town.BatchAsync(batch)).Lines.Select(l => l.Line.ReceiptNumber));

        var account = new PayoutAccount("0005", "見本銀行", "001", "本店", "1", "0012345", "カワサキ キョウコ");
        Assert.Equal("note", (await MendAsync(wrong.Id, account, "")).Error?.Fields[0].Path);
        Assert.True((await MendAsync(wrong.Id, account, "電話で確認")).IsOk);
        Assert.Equal([bad], (await _town.BatchAsync(await _town.PrepareAsync())).Lines.Select(l => l.Line.ReceiptNumber));
        Assert.True(Assert.Single(await _town.ActsAsync("payout.account-changed")).ShownToApplicant);
    }

    [Fact]
    public async Task An_account_registered_with_the_state_is_listed_without_digits_and_kept_out_of_the_transfer_file()
    {
        await _town.GrantAsync();
        var registered = await _town.GrantAsync(isPublic: true);
        var batch = await _town.PrepareAsync();
        await _town.ConfirmAsync(batch);
        var opened = await _town.BatchAsync(batch);
        Assert.Equal((2, 1), (opened.Batch.Count, opened.Batch.TransferCount));
        Assert.Equal(4 * 122, (await _town.FileAsync(batch, PayoutFileKind.Zengin)).Length);
        var csv = Encoding.UTF8.GetString(await _town.FileAsync(batch, PayoutFileKind.Csv));
        Assert.Contains($"{registered},child-gift,2026-11-25,20000,公金受取口座,,,,,,,,", csv, StringComparison.Ordinal);

        // The transfer result settles the transfers; the list settles the other.
        var sent = await _town.FileAsync(batch, PayoutFileKind.Zengin);
        var transfers = await _town.ReadAsync(batch, PayoutTown.Answer(sent, _ => '0'));
        Assert.True(transfers.IsOk, transfers.Error?.Message);
        Assert.Equal(1, transfers.Value.Paid);
        var list = $"番号,受付番号,金額,結果,理由\r\n2,{registered},20000,振込済,\r\n";
        Assert.Equal(1, (await _town.ReadAsync(batch, Encoding.UTF8.GetBytes(list), PayoutResultScope.Listed)).Value.Paid);
        Assert.Equal(PayoutBatchState.Settled, (await _town.BatchAsync(batch)).Batch.State);
    }

    [Fact]
    public async Task The_result_is_taken_over_once_and_told_to_each()
    {
        var (first, second) = (await _town.GrantAsync(), await _town.GrantAsync(account: PayoutTown.Account("7654321")));
        var batch = await _town.PrepareAsync();
        await _town.ConfirmAsync(batch);
        Assert.Equal(new DateOnly(2026, 11, 25), (await _town.PayoutAsync(first)).OrderedFor);
        var answer = PayoutTown.Answer(await _town.FileAsync(batch, PayoutFileKind.Zengin), i => i == 2 ? '2' : '0');

        var read = (await _town.ReadAsync(batch, answer)).Value;
        Assert.Equal((1, 1, true), (read.Paid, read.Failed, read.Changed));
        Assert.False((await _town.ReadAsync(batch, answer)).Value.Changed);
        Assert.Equal((PayoutState.Paid, new DateOnly(2026, 11, 25)), ((await _town.PayoutAsync(first)).State, (await _town.PayoutAsync(first)).PaidOn!.Value));
        Assert.Equal((PayoutState.Failed, "口座名義が違う"), ((await _town.PayoutAsync(second)).State, (await _town.PayoutAsync(second)).FailureReason!));
        var facts = await _town.FactsAsync();
        Assert.Equal((1, 1), (facts.Count(f => f == "PayoutSettled"), facts.Count(f => f == "PayoutFailed")));

        var failed = Assert.Single((await _town.Do<ListPayouts, Result<PayoutLists>>(h => h.HandleAsync(null, null, _town.Preparer, default))).Value.Failed);
        Assert.True((await MendAsync(failed.Id, new("0005", "見本銀行", "001", "本店", "1", "1111111", "カワサキ キョウコ"), "通帳の写しで確認")).IsOk);
        var next = await _town.PrepareAsync();
        Assert.Equal(second, Assert.Single((await _town.BatchAsync(next)).Lines).Line.ReceiptNumber);
    }

    [Fact]
    public async Task A_result_that_does_not_agree_changes_nothing()
    {
        var number = await _town.GrantAsync();
        await _town.GrantAsync(account: PayoutTown.Account("7654321"));
        var batch = await _town.PrepareAsync();
        await _town.ConfirmAsync(batch);
        var sent = await _town.FileAsync(batch, PayoutFileKind.Zengin);
        var good = PayoutTown.Answer(sent, _ => '0');

        await RefusedAsync(batch, sent, "結果コード「7」");
        await RefusedAsync(batch, Changed(good, 122 + 80, '9'), "この振込データにありません");
        await RefusedAsync(batch, Changed(good, (3 * 122) + 6, '3'), "トレーラーの合計");
        await RefusedAsync(batch, Changed(good, 54, '0', '9'), "振込指定日");
        await RefusedAsync(batch, good[..^122], "並び");
        // One record and a trailer that agrees with it: the batch has two.
        byte[] half = [.. good[..244], .. Changed(good[366..488], 6, '1', '0'), .. good[488..]];
        half = Changed(half, 244 + 14, '2');
        await RefusedAsync(batch, half, "合計が合いません");
        await RefusedAsync(batch, "なにか"u8.ToArray(), "CSV でもありません");
        Assert.Equal(PayoutState.Sent, (await _town.PayoutAsync(number)).State);
        Assert.DoesNotContain("PayoutSettled", await _town.FactsAsync());
        Assert.Equal(2, (await _town.ReadAsync(batch, good)).Value.Paid);
    }

    [Fact]
    public async Task A_file_of_failures_pays_the_rest()
    {
        var paid = await _town.GrantAsync();
        var failed = await _town.GrantAsync(account: PayoutTown.Account("7654321"));
        var batch = await _town.PrepareAsync();
        await _town.ConfirmAsync(batch);
        var list = Encoding.UTF8.GetBytes($"番号,受付番号,金額,結果,理由\r\n2,{failed},\"20,000\",不能,口座解約\r\n");
        Assert.Contains("不能分だけのファイルなら", (await _town.ReadAsync(batch, list)).Error?.Message, StringComparison.Ordinal);
        var read = (await _town.ReadAsync(batch, list, PayoutResultScope.FailuresOnly)).Value;
        Assert.Equal((1, 1), (read.Paid, read.Failed));
        Assert.Equal((PayoutState.Paid, PayoutState.Failed), ((await _town.PayoutAsync(paid)).State, (await _town.PayoutAsync(failed)).State));
    }

    [Fact]
    public async Task Another_office_sees_neither_payouts_nor_batches()
    {
        await _town.GrantAsync();
        var batch = await _town.PrepareAsync();
        var stranger = await _town.OfficialAsync("ほかの課", "review approve export", "waste");
        Assert.Equal("payout-batch-not-found", (await _town.Do<OpenPayoutBatch, Result<OpenedPayoutBatch>>(h => h.HandleAsync(batch, false, stranger, default))).Error?.Code);
        Assert.Empty((await _town.Do<ListPayouts, Result<PayoutLists>>(h => h.HandleAsync(null, null, stranger, default))).Value.Batches);
    }

    private Task<Result<Done>> MendAsync(Guid id, PayoutAccount account, string note) => _town.Do<MendPayout, Result<Done>>(h => h.HandleAsync(new(id, account, null, note), _town.Preparer, default));

    private async Task RefusedAsync(Guid batch, byte[] file, string why) => Assert.Contains(why, (await _town.ReadAsync(batch, file)).Error?.Message ?? "accepted", StringComparison.Ordinal);

    private static byte[] Changed(byte[] file, int at, params char[] to)
    {
        var changed = (byte[])file.Clone();
        for (var i = 0; i < to.Length; i++)
            changed[at + i] = (byte)to[i];
        return changed;
    }
}
