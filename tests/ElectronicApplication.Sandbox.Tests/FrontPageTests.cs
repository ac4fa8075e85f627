using System.Net;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Sandbox.Tests;

public sealed class FrontPageTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    [Fact]
    public async Task Every_page_that_is_linked_answers_says_that_it_is_practice_and_asks_no_other_host()
    {
        var open = new Queue<string>(["/"]);
        var seen = new HashSet<string>();
        while (open.TryDequeue(out var address))
        {
            if (!seen.Add(address))
            {
                continue;
            }
            using var response = await sandbox.Http.GetAsync(address);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address} answered {response.StatusCode}.");
            Assert.True(response.Headers.Contains("X-Sandbox"), address);
            if (response.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }
            var page = await response.Content.ReadAsStringAsync();
            Assert.Contains("（練習用）", page, StringComparison.Ordinal);
            foreach (var link in Regex.Matches(page, "(?:href|src)=\"([^\"#]+)\"").Select(match => match.Groups[1].Value))
            {
                Assert.StartsWith("/", link, StringComparison.Ordinal);
                open.Enqueue(link);
            }
        }
        Assert.True(seen.Count >= 12, $"Only {seen.Count} addresses were found.");
    }

    [Fact]
    public async Task An_unknown_address_is_not_found()
    {
        using var response = await sandbox.Http.GetAsync("/nothing");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(response.Headers.Contains("X-Sandbox"));
    }

    [Theory]
    [InlineData("/card")]
    [InlineData("/card/answer")]
    [InlineData("/oidc/authorize")]
    [InlineData("/v1/refunds")]
    [InlineData("/core-systems/documents/records")]
    [InlineData("/sandbox/api/cards/hanako/sign")]
    public async Task A_request_without_a_readable_body_is_the_callers_error(string address)
    {
        foreach (var type in new[] { "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "application/json" })
        {
            using var content = new ByteArrayContent("--x\r\nbroken"u8.ToArray());
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await sandbox.Http.PostAsync(address, content);
            Assert.True((int)response.StatusCode is >= 400 and < 500, $"{address} answered {response.StatusCode} to {type}.");
        }
    }
}
