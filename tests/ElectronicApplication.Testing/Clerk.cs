namespace ElectronicApplication.Testing;

/// <summary>An official at the staff desk, in a browser without JavaScript.</summary>
public sealed class Clerk(Uri staff, string official = "s-higashi") : IDisposable
{
    public Browser Browser { get; } = new();

    public async Task SignInAsync()
    {
        await Browser.OpenAsync(new Uri(staff, "/staff"));
        if (Browser.Page.QuerySelector("a[href*='sign-in/start']") is not null)
            await Browser.FollowAsync("職員アカウントでログイン");
        await Browser.PressAsync(Browser.Page.QuerySelector($"button[name=official][value={official}]") ?? throw new InvalidOperationException($"No official {official} on {Browser.Address}: {Browser.Text}"));
    }

    public Task OpenAsync(string receiptNumber) => Browser.OpenAsync(new Uri(staff, $"/staff/submissions/{receiptNumber}"));

    public async Task StartReviewAsync(string receiptNumber)
    {
        await OpenAsync(receiptNumber);
        await Browser.PressAsync("審査を開始する");
    }

    /// <summary>Marks fields with a sentence each and asks the applicant to mend them.</summary>
    public async Task AskCorrectionAsync(string receiptNumber, params (string Field, string Text)[] marks)
    {
        await OpenAsync(receiptNumber);
        await Browser.FollowAsync("補正を依頼する");
        foreach (var (field, text) in marks)
            Browser.Fill("mark." + field, text);
        await Browser.PressAsync("補正を依頼する");
    }

    public async Task GrantAsync(string receiptNumber)
    {
        await OpenAsync(receiptNumber);
        await Browser.FollowAsync("承認する");
        await Browser.PressAsync("承認を確定する");
    }

    public void Dispose() => Browser.Dispose();
}
