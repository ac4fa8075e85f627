using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;

namespace ElectronicApplication.Testing;

/// <summary>Citizens with a granted gift (敬老祝金), one official who prepares its payment and another who confirms it. Every step may be repeated after a crash.</summary>
public sealed class PayoutOffice(Uri host) : IDisposable
{
    public Clerk Preparer { get; } = new(host);

    public Clerk Confirmer { get; } = new(host, "h-nakano");

    public Citizen Citizen { get; } = new(host);

    public async Task SignInAsync()
    {
        await Preparer.SignInAsync();
        await Confirmer.SignInAsync();
        await Citizen.SignInAsync();
    }

    /// <returns>Receipt numbers.</returns>
    public async Task<IReadOnlyList<string>> GrantAsync(int count)
    {
        using var citizen = Http(Citizen.Browser, "/api/v1/");
        using var clerk = Http(Preparer.Browser, "/staff/api/");
        var receipts = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
        {
            using var paper = new ByteArrayContent("%PDF-1.4\n%%EOF\n"u8.ToArray());
            using var upload = new MultipartFormDataContent { { paper, "file", "tsucho.pdf" } };
            using var uploaded = await citizen.PostAsync("attachments", upload, stop);
            var passbook = JsonNode.Parse(await uploaded.EnsureSuccessStatusCode().Content.ReadAsStringAsync(stop))!["id"]!.DeepClone();
            var request = new JsonObject { ["procedure"] = "keiro-iwaikin", ["answers"] = Answers(i), ["attachments"] = new JsonArray(new JsonObject { ["id"] = passbook, ["field"] = "passbook" }) };
            using var submitted = await citizen.PostAsJsonAsync("submissions", request, stop);
            var text = await submitted.Content.ReadAsStringAsync(stop);
            var receipt = submitted.IsSuccessStatusCode ? (string)JsonNode.Parse(text)!["receiptNumber"]! : throw new InvalidOperationException(text);
            foreach (var (step, body) in new[] { ("review", new JsonObject()), ("decision", new JsonObject { ["decision"] = "Granted" }) })
                using (var done = await clerk.PostAsJsonAsync($"submissions/{receipt}/{step}", body, stop))
                    if (!done.IsSuccessStatusCode)
                        throw new InvalidOperationException($"{step}: {await done.Content.ReadAsStringAsync(stop)}");
            receipts[i] = receipt;
        });
        return receipts;
    }

    /// <summary>Opens the list once so many can be chosen.</summary>
    public Task WaitForAsync(int count) => Wait.ForAsync($"{count} payouts to choose from", async () =>
    {
        await Preparer.Browser.OpenAsync(new Uri(host, "/staff/payouts"));
        return Preparer.Browser.Page.QuerySelectorAll("input[name=p]").Length == count ? this : null;
    });

    public string BatchPath => Preparer.Browser.Address.AbsolutePath;

    public async Task<byte[]> DownloadAsync(string batch, string kind)
    {
        var (http, fields) = await FormAsync(Confirmer, batch, "/download");
        using (http)
        {
            fields["reason"] = "銀行に渡すため";
            fields["kind"] = kind;
            using var answer = await http.PostAsync(new Uri(host, batch + "/download"), new FormUrlEncodedContent(fields));
            return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        }
    }

    /// <summary>Sends the form of a batch's page by itself, so that a crash in the middle is the sender's to bear.</summary>
    public async Task PostAsync(Clerk clerk, string batch, string action, byte[]? file = null)
    {
        var (http, fields) = await FormAsync(clerk, batch, action);
        using (http)
        {
            using HttpContent content = file is null ? new FormUrlEncodedContent(fields) : Multipart(fields, file);
            using var answer = await http.PostAsync(new Uri(host, batch + action), content);
        }
    }

    public static byte[] Answer(byte[] sent, Func<int, char> code)
    {
        var answer = (byte[])sent.Clone();
        var data = 0;
        for (var at = 0; at + 120 <= answer.Length; at += 122)
            if (answer[at] == '2')
                answer[at + 111] = (byte)code(++data);
        return answer;
    }

    public void Dispose()
    {
        Preparer.Dispose();
        Confirmer.Dispose();
        Citizen.Dispose();
    }

    private async Task<(HttpClient Http, Dictionary<string, string> Fields)> FormAsync(Clerk clerk, string page, string action)
    {
        await clerk.Browser.OpenAsync(new Uri(host, page));
        var form = clerk.Browser.Page.QuerySelector($"form[action$='{action}']") ?? throw new InvalidOperationException($"No form {action} on {clerk.Browser.Address}: {clerk.Browser.Text}");
        return (Http(clerk.Browser, "/"), form.QuerySelectorAll("input[type=hidden]").Cast<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value));
    }

    private static MultipartFormDataContent Multipart(Dictionary<string, string> fields, byte[] file)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(new("scope", "all")))
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "file", "result.txt");
        return content;
    }

    private HttpClient Http(Browser browser, string path)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(host, path), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Add("Cookie", browser.CookieHeader(host));
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        http.DefaultRequestHeaders.Add("Origin", host.GetLeftPart(UriPartial.Authority));
        return http;
    }

    private static JsonObject Answers(int i) => new()
    {
        ["filed_by"] = "self",
        ["subject_name"] = new JsonObject { ["family"] = "川崎", ["given"] = "ミツ", ["familyKana"] = "カワサキ", ["givenKana"] = "ミツ" },
        ["subject_birth_date"] = "1949-05-03",
        ["subject_address"] = new JsonObject { ["postalCode"] = "210-8577", ["prefecture"] = "神奈川県", ["city"] = "川崎市川崎区", ["town"] = "宮本町", ["block"] = "1" },
        ["resident_since"] = "1975-04-01",
        ["celebration"] = "kiju",
        ["phone"] = "044-200-0000",
        ["mail"] = "mitsu@example.jp",
        ["account_owner"] = "self",
        ["account"] = new JsonObject
        {
            ["bankCode"] = (9990 + i % 3).ToString(CultureInfo.InvariantCulture), ["bankName"] = "見本銀行", ["branchCode"] = "001", ["branchName"] = "本店", ["kind"] = "1",
            ["number"] = i.ToString("D7", CultureInfo.InvariantCulture), ["payeeKana"] = "カワサキ ミッツ",
        },
        ["consent_lookup"] = true,
        ["declaration"] = true,
    };
}
