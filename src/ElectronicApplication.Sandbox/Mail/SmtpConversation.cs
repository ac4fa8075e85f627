using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace ElectronicApplication.Sandbox.Mail;

/// <summary>One sender's conversation (RFC 5321).</summary>
internal sealed class SmtpConversation(Stream stream, MailBox box)
{
    private const int LargestMail = 10 * 1024 * 1024;
    private const int LongestLine = 4096;
    private const int MostRecipients = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly PipeReader reader = PipeReader.Create(stream);
    private string? from;
    private List<string> recipients = [];

    public async Task RunAsync(CancellationToken stop)
    {
        if (box.Trouble.Outage)
        {
            await SayAsync("421 sandbox Service not available, closing transmission channel", stop);
            return;
        }
        await SayAsync("220 sandbox ESMTP practice mail box", stop);
        while (await ReadLineAsync(stop) is { } line)
        {
            var command = Encoding.UTF8.GetString(line);
            var space = command.IndexOf(' ');
            var verb = (space < 0 ? command : command[..space]).ToUpperInvariant();
            if (verb == "QUIT")
            {
                await SayAsync("221 sandbox Bye", stop);
                return;
            }
            await SayAsync(await AnswerAsync(verb, space < 0 ? "" : command[(space + 1)..], stop), stop);
        }
    }

    private async ValueTask<string> AnswerAsync(string verb, string argument, CancellationToken stop)
    {
        switch (verb)
        {
            case "EHLO":
                Reset();
                return $"250-sandbox\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 SIZE {LargestMail}";
            case "HELO":
                Reset();
                return "250 sandbox";
            case "MAIL" when from is not null:
                return "503 5.5.1 Sender already given";
            case "MAIL" when Size(argument) > LargestMail:
                return "552 5.3.4 Message too big";
            case "MAIL" when Path(argument, "FROM:") is { } sender:
                from = sender;
                return "250 2.1.0 OK";
            case "RCPT" when from is null:
                return "503 5.5.1 MAIL first";
            case "RCPT" when recipients.Count >= MostRecipients:
                return "452 4.5.3 Too many recipients";
            case "RCPT" when Path(argument, "TO:") is { Length: > 0 } recipient:
                if (box.Trouble.RefusedRecipient is { } refused && recipient.EndsWith(refused, StringComparison.OrdinalIgnoreCase))
                {
                    return "550 5.1.1 No such mailbox";
                }
                recipients.Add(recipient);
                return "250 2.1.5 OK";
            case "MAIL" or "RCPT":
                return "501 5.5.4 Syntax error in parameters";
            case "DATA" when recipients.Count == 0:
                return "503 5.5.1 RCPT first";
            case "DATA":
                await SayAsync("354 End data with <CR><LF>.<CR><LF>", stop);
                return await TakeAsync(stop);
            case "RSET":
                Reset();
                return "250 2.0.0 OK";
            case "NOOP":
                return "250 2.0.0 OK";
            case "VRFY":
                return "252 2.5.0 Cannot verify";
            default:
                return "500 5.5.2 Command not recognised";
        }
    }

    private async ValueTask<string> TakeAsync(CancellationToken stop)
    {
        using var message = new MemoryStream();
        var tooBig = false;
        while (true)
        {
            var line = await ReadLineAsync(stop) ?? throw new EndOfStreamException();
            if (line is [(byte)'.'])
            {
                break;
            }
            // RFC 5321 4.5.2: a leading dot was doubled by the sender.
            var text = line is [(byte)'.', ..] ? line.AsMemory(1) : line;
            tooBig |= message.Length + text.Length + 2 > LargestMail;
            if (!tooBig)
            {
                message.Write(text.Span);
                message.Write("\r\n"u8);
            }
        }
        var (sender, to) = (from!, recipients);
        Reset();
        if (tooBig)
        {
            return "552 5.3.4 Message too big";
        }
        var mail = await box.KeepAsync(sender, to, message.ToArray());
        return "250 2.0.0 OK " + mail.Id;
    }

    /// <returns>The line without its end; null when the sender has closed.</returns>
    private async ValueTask<byte[]?> ReadLineAsync(CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waiting.CancelAfter(Patience);
        while (true)
        {
            var result = await reader.ReadAsync(waiting.Token);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = result.Buffer.Slice(0, end).ToArray();
                reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return line is [.., (byte)'\r'] ? line[..^1] : line;
            }
            if (result.IsCompleted)
            {
                return null;
            }
            if (result.Buffer.Length > LongestLine)
            {
                throw new IOException("The line is too long.");
            }
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private async ValueTask SayAsync(string answer, CancellationToken stop) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), stop);

    private void Reset() => (from, recipients) = (null, []);

    /// <returns>The address between the angle brackets, empty for the null sender; null when it is not one.</returns>
    private static string? Path(string argument, string keyword)
    {
        if (!argument.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var path = argument[keyword.Length..].TrimStart();
        var end = path.IndexOf('>');
        return path.StartsWith('<') && end is > 0 and < 256 ? path[1..end] : null;
    }

    private static long Size(string argument)
    {
        var at = argument.IndexOf(" SIZE=", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && long.TryParse(argument[(at + 6)..].Split(' ')[0], out var size) ? size : 0;
    }
}
