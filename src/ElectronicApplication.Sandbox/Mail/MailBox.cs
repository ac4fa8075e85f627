using ElectronicApplication.Sandbox.Storage;

namespace ElectronicApplication.Sandbox.Mail;

internal sealed record Mail(string Id, string From, IReadOnlyList<string> To, string Subject, string Text, string Source, DateTimeOffset ReceivedAt);

/// <param name="Outage">Turns every connection away (421).</param>
/// <param name="RefusedRecipient">An address, or the end of one, that does not exist (550).</param>
internal sealed record MailTrouble(bool Outage = false, string? RefusedRecipient = null);

internal sealed record MailChange(Mail? Mail = null, MailTrouble? Trouble = null);

/// <summary>Keeps every mail that was taken. A mail is acknowledged only once it is on the disk (RFC 5321 4.2.5).</summary>
internal sealed class MailBox : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Journal<MailChange> journal;
    private readonly OrderedDictionary<string, Mail> mails = [];
    private MailTrouble trouble = new();

    public MailBox(string directory, TimeProvider time)
    {
        this.time = time;
        journal = Journal<MailChange>.Open(Path.Combine(directory, "mail.jsonl"), Apply);
    }

    public MailTrouble Trouble
    {
        get
        {
            lock (gate)
            {
                return trouble;
            }
        }
    }

    public async Task<Mail> KeepAsync(string from, IReadOnlyList<string> to, byte[] source)
    {
        var now = time.GetUtcNow();
        var message = MimeMessage.Read(source);
        var mail = new Mail(
            Guid.CreateVersion7(now).ToString("N"), message.Header("From") ?? from, to, message.Header("Subject") ?? "", message.Text(),
            MimeMessage.Latin1.GetString(source), now);
        Task kept;
        lock (gate)
        {
            kept = Commit(new(mail));
        }
        await kept;
        return mail;
    }

    public async Task<IReadOnlyList<Mail>> AllAsync()
    {
        List<Mail> held;
        lock (gate)
        {
            held = [.. mails.Values];
        }
        await journal.Settled();
        return held;
    }

    public Mail? Find(string id)
    {
        lock (gate)
        {
            return mails.GetValueOrDefault(id);
        }
    }

    public async Task<MailTrouble> ChangeAsync(MailTrouble change)
    {
        var changed = change with { RefusedRecipient = string.IsNullOrWhiteSpace(change.RefusedRecipient) ? null : change.RefusedRecipient.Trim() };
        Task kept;
        lock (gate)
        {
            kept = Commit(new(Trouble: changed));
        }
        await kept;
        return changed;
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private Task Commit(MailChange change)
    {
        Apply(change);
        return journal.Append(change);
    }

    private void Apply(MailChange change)
    {
        if (change.Mail is { } mail)
        {
            mails[mail.Id] = mail;
        }
        trouble = change.Trouble ?? trouble;
    }
}
