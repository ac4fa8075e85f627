using ElectronicApplication.Testing;

namespace ElectronicApplication.Host.Tests;

/// <summary>文書の保存 through the pages: taking a case file out, verifying it, answering a request for disclosure.</summary>
public sealed class RecordJourneyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private Uri Portal => fixture.Host.Address;

    [Fact]
    public async Task The_file_of_a_closed_case_is_taken_out_with_a_reason_and_verified()
    {
        using var office = new PayoutOffice(Portal);
        await office.SignInAsync();
        var receipt = (await office.GrantAsync(1))[0];
        var clerk = office.Confirmer.Browser;
        await clerk.OpenAsync(new Uri(Portal, $"/staff/submissions/{receipt}"));
        await clerk.PressAsync("記録を書き出す");
        Assert.Contains("理由を入力してください", clerk.Text, StringComparison.Ordinal);
        await clerk.OpenAsync(new Uri(Portal, "/staff/records"));
        Assert.Contains("文書の保存と廃棄", clerk.Heading, StringComparison.Ordinal);
        await clerk.Attach("file", "no.zip", "no zip"u8.ToArray(), "application/zip").PressAsync("検証する");
        Assert.Contains("ZIP ではありません", clerk.Text, StringComparison.Ordinal);
        await clerk.OpenAsync(new Uri(Portal, "/staff/records/disclosure"));
        await clerk.Fill("numbers", receipt).PressAsync("探す");
        Assert.Contains(receipt, clerk.Text, StringComparison.Ordinal);
        await clerk.PressAsync("選んだものを書き出す");
        Assert.Contains("できませんでした", clerk.Text, StringComparison.Ordinal);
    }
}
