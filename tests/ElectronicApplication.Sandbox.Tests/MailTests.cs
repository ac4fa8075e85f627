using System.Net.Http.Json;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Sandbox.Mail;

namespace ElectronicApplication.Sandbox.Tests;

public sealed class MailTests : IAsyncLifetime
{
    private readonly RunningSandbox sandbox = new();

    public Task InitializeAsync() => sandbox.InitializeAsync();

    public Task DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task A_mail_in_Japanese_arrives_as_it_was_written_and_is_kept()
    {
        const string Subject = "【川崎市】申請を受け付けました（受付番号 2026-0000123-4）—— 𠮷田 芳雄さま、髙橋 美咲さま";
        const string Text = "𠮷田 芳雄 さま\n\n住民票の写しの請求を受け付けました。\n.\n..点で始まる行\n\n長い行：" + "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん";
        await SendAsync("yoshio@example.jp", Subject, Text);
        await sandbox.RestartAsync();
        var mail = Assert.Single(await ReceivedAsync());
        Assert.Equal(Subject, (string?)mail["subject"]);
        Assert.Equal(Text, (string?)mail["text"]);
        Assert.Equal("yoshio@example.jp", (string?)mail["to"]![0]);
        Assert.Contains("no-reply@example.jp", (string)mail["from"]!, StringComparison.Ordinal);
        var page = await sandbox.Http.GetStringAsync($"/mail/{mail["id"]}");
        Assert.Contains("住民票の写しの請求を受け付けました。", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_and_a_refused_recipient_reach_the_sender()
    {
        await TroubleAsync(new { refusedRecipient = "@example.invalid" });
        await Assert.ThrowsAsync<SmtpFailedRecipientException>(() => SendAsync("nobody@example.invalid", "a", "b"));
        await SendAsync("somebody@example.jp", "a", "b");
        await TroubleAsync(new { outage = true });
        await Assert.ThrowsAsync<SmtpException>(() => SendAsync("somebody@example.jp", "c", "d"));
        Assert.Single(await ReceivedAsync());
    }

    [Fact]
    public async Task Commands_out_of_order_are_refused_and_the_conversation_goes_on()
    {
        using var client = new TcpClient("127.0.0.1", sandbox.Server.SmtpPort);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        Assert.StartsWith("220", await reader.ReadLineAsync(), StringComparison.Ordinal);
        foreach (var (command, answer) in new[]
        {
            ("HELO me", "250"), ("DATA", "503"), ("RCPT TO:<a@example.jp>", "503"), ("MAIL FROM:a@example.jp", "501"), ("MAIL FROM:<a@example.jp> SIZE=99999999", "552"),
            ("MAIL FROM:<a@example.jp>", "250"), ("MAIL FROM:<a@example.jp>", "503"), ("RSET", "250"), ("DATA", "503"), ("WHAT", "500"), ("NOOP", "250"), ("QUIT", "221"),
        })
        {
            await writer.WriteLineAsync(command);
            Assert.StartsWith(answer, await reader.ReadLineAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("=?ISO-2022-JP?B?GyRCPTtMMUk8GyhC?=", "住民票")]
    [InlineData("=?utf-8?Q?=E5=8F=97=E4=BB=98_1?=", "受付 1")]
    [InlineData("=?utf-8?B?5Y+X?= =?utf-8?B?5LuY?=", "受付")]
    [InlineData("=?utf-8?B?5Y8=?=\r\n =?utf-8?B?l+S7mA==?=", "受付")]
    [InlineData("plain", "plain")]
    public void Encoded_words_are_read_even_when_a_character_is_cut_in_two(string header, string expected)
    {
        Assert.Equal(expected, MimeMessage.Read(Encoding.ASCII.GetBytes($"Subject: {header}\r\n\r\n")).Header("Subject"));
    }

    [Fact]
    public void Of_several_parts_the_plain_text_is_read()
    {
        const string Source = "Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--b\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=E5=8F=97=\r\n=E4=BB=98\r\n--b--\r\n";
        Assert.Equal("受付", MimeMessage.Read(Encoding.ASCII.GetBytes(Source)).Text());
    }

    private async Task SendAsync(string to, string subject, string text)
    {
        using var client = new SmtpClient("127.0.0.1", sandbox.Server.SmtpPort);
        using var mail = new MailMessage("no-reply@example.jp", to, subject, text) { BodyEncoding = Encoding.UTF8, SubjectEncoding = Encoding.UTF8 };
        await client.SendMailAsync(mail);
    }

    private async Task TroubleAsync(object trouble) => (await sandbox.Http.PostAsJsonAsync("/sandbox/api/mail/trouble", trouble)).EnsureSuccessStatusCode();

    private async Task<List<JsonNode>> ReceivedAsync() => [.. (await sandbox.GetJsonAsync("/sandbox/api/mail"))["items"]!.AsArray().Select(mail => mail!)];
}
