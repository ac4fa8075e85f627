using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElectronicApplication.Sandbox.Storage;

namespace ElectronicApplication.Sandbox.Jpki;

/// <summary>What changes about one certificate on one card.</summary>
internal sealed record CardCertificate(string Serial, DateTimeOffset IssuedAt, int TriesLeft, Revocation? Revocation);

internal sealed record PublishedList(long Number, DateTimeOffset ThisUpdate, byte[] Der);

internal sealed record JpkiChange(CardPurpose Purpose, string? Card = null, CardCertificate? Certificate = null, Revocation? Revoked = null, PublishedList? List = null);

internal enum PinResult
{
    Accepted,
    Wrong,
    Locked,
}

/// <summary>The municipality's card counter and J-LIS behind it: issues, locks, unlocks, revokes, and publishes who is revoked.</summary>
internal sealed class CardOffice : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly KeyDrawer drawer;
    private readonly Journal<JpkiChange> journal;
    private readonly Dictionary<CardPurpose, CertificateAuthority> authorities;
    private readonly Dictionary<CardPurpose, CertificateAuthority> foreign;
    private readonly Dictionary<(string, CardPurpose), CardCertificate> certificates = [];
    private readonly Dictionary<CardPurpose, List<Revocation>> revoked = new() { [CardPurpose.Sign] = [], [CardPurpose.Auth] = [] };
    private readonly Dictionary<CardPurpose, PublishedList> lists = [];

    public CardOffice(string directory, TimeProvider time)
    {
        this.time = time;
        drawer = new KeyDrawer(Path.Combine(directory, "keys"));
        authorities = Purposes.ToDictionary(purpose => purpose, purpose => new CertificateAuthority(purpose, "ca-" + Text(purpose), drawer, time));
        foreign = Purposes.ToDictionary(purpose => purpose, purpose => new CertificateAuthority(purpose, "foreign-ca-" + Text(purpose), drawer, time));
        journal = Journal<JpkiChange>.Open(Path.Combine(directory, "jpki.jsonl"), Apply);
        IssueMissing();
    }

    public static CardPurpose[] Purposes { get; } = [CardPurpose.Sign, CardPurpose.Auth];

    public static string Text(CardPurpose purpose) => purpose is CardPurpose.Sign ? "sign" : "auth";

    public static CardPurpose? Parse(string? purpose) => purpose switch
    {
        "sign" => CardPurpose.Sign,
        "auth" => CardPurpose.Auth,
        _ => null,
    };

    public X509Certificate2 Authority(CardPurpose purpose) => authorities[purpose].Certificate;

    public CardCertificate State(Card card, CardPurpose purpose)
    {
        lock (gate)
        {
            return certificates[(card.Id, purpose)];
        }
    }

    public IReadOnlyList<Revocation> Revoked(CardPurpose purpose)
    {
        lock (gate)
        {
            return [.. revoked[purpose]];
        }
    }

    /// <summary>A wrong PIN costs a try and the right one restores them all, as on the card's chip.</summary>
    public async Task<(PinResult Result, int TriesLeft)> EnterPinAsync(Card card, CardPurpose purpose, string pin)
    {
        Task kept;
        PinResult result;
        CardCertificate after;
        lock (gate)
        {
            var before = certificates[(card.Id, purpose)];
            var right = string.Equals(pin, Card.PinOf(purpose), StringComparison.OrdinalIgnoreCase);
            result = before.TriesLeft == 0 ? PinResult.Locked : right ? PinResult.Accepted : PinResult.Wrong;
            after = before with { TriesLeft = result switch { PinResult.Locked => 0, PinResult.Accepted => Card.TriesOf(purpose), _ => before.TriesLeft - 1 } };
            kept = after == before ? Task.CompletedTask : Commit(new(purpose, card.Id, after));
        }
        await kept;
        return (result, after.TriesLeft);
    }

    public async Task UnlockAsync(Card card)
    {
        Task kept = Task.CompletedTask;
        lock (gate)
        {
            foreach (var purpose in Purposes)
            {
                kept = Commit(new(purpose, card.Id, certificates[(card.Id, purpose)] with { TriesLeft = Card.TriesOf(purpose) }));
            }
        }
        await kept;
    }

    /// <returns>False when it is revoked already: a revocation is never changed, a hold never lifted.</returns>
    public async Task<bool> RevokeAsync(Card card, CardPurpose purpose, RevocationReason reason)
    {
        Task kept;
        lock (gate)
        {
            var state = certificates[(card.Id, purpose)];
            if (state.Revocation is not null)
            {
                return false;
            }
            var revocation = new Revocation(state.Serial, time.GetUtcNow(), reason);
            kept = Commit(new(purpose, card.Id, state with { Revocation = revocation }, revocation));
        }
        await kept;
        return true;
    }

    /// <summary>New certificates with new serial numbers; the old ones, where still good, are revoked as superseded.</summary>
    public async Task ReissueAsync(Card card)
    {
        Task kept = Task.CompletedTask;
        lock (gate)
        {
            foreach (var purpose in Purposes)
            {
                var old = certificates[(card.Id, purpose)];
                var superseded = old.Revocation is null ? new Revocation(old.Serial, time.GetUtcNow(), RevocationReason.Superseded) : null;
                kept = Commit(new(purpose, card.Id, New(card, purpose), superseded));
            }
        }
        await kept;
    }

    /// <summary>The list now in force: signed anew when something was revoked since, or when half of its life is over.</summary>
    public async Task<PublishedList> RevocationListAsync(CardPurpose purpose)
    {
        Task kept = Task.CompletedTask;
        PublishedList? list;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!lists.TryGetValue(purpose, out list) || list.ThisUpdate > now || now >= list.ThisUpdate + (RevocationList.Validity / 2))
            {
                var number = (list?.Number ?? 0) + 1;
                list = new(number, now, RevocationList.Sign(purpose, authorities[purpose].Certificate, revoked[purpose], number, now));
                kept = Commit(new(purpose, List: list));
            }
        }
        await kept;
        return list;
    }

    /// <summary>The certificate with its key, which is made when the card is used for the first time.</summary>
    public X509Certificate2 Certificate(Card card, CardPurpose purpose)
    {
        var state = State(card, purpose);
        var pem = drawer.GetOrCreate($"card-{card.Id}-{Text(purpose)}-{state.Serial}", () =>
        {
            var authority = (card.Flaw is CardFlaw.ForeignAuthority ? foreign : authorities)[purpose];
            using var issued = authority.Issue(card, Convert.FromHexString(state.Serial), state.IssuedAt, Expiry(card, state));
            return CertificateAuthority.Pem(issued);
        });
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    /// <summary>A certificate lives to the fifth birthday after its issue.</summary>
    public static DateTimeOffset Expiry(Card card, CardCertificate state)
    {
        var born = card.Resident.Born;
        var issued = DateOnly.FromDateTime(state.IssuedAt.UtcDateTime);
        var birthday = born.AddYears(issued.Year - born.Year);
        var fifth = birthday.AddYears(birthday > issued ? 4 : 5);
        return new DateTimeOffset(fifth, new TimeOnly(14, 59, 59), TimeSpan.Zero);
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private void IssueMissing()
    {
        lock (gate)
        {
            foreach (var card in Card.All)
            {
                foreach (var purpose in Purposes.Where(purpose => !certificates.ContainsKey((card.Id, purpose))))
                {
                    var state = New(card, purpose);
                    var revocation = card.Flaw is CardFlaw.Revoked
                        ? new Revocation(state.Serial, time.GetUtcNow().AddDays(-3), RevocationReason.AffiliationChanged)
                        : null;
                    Commit(new(purpose, card.Id, state with { Revocation = revocation }, revocation));
                }
            }
        }
    }

    private CardCertificate New(Card card, CardPurpose purpose)
    {
        var serial = RandomNumberGenerator.GetBytes(4);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x10);
        // Time and the lock mend with a new issue; a foreign authority or a wrong policy stays what it is.
        var first = !certificates.ContainsKey((card.Id, purpose));
        var issuedAt = time.GetUtcNow().AddDays(card.Flaw is CardFlaw.Expired && first ? -6 * 366 : -1);
        var tries = card.Flaw is CardFlaw.Locked && first ? 0 : Card.TriesOf(purpose);
        return new(Convert.ToHexString(serial), issuedAt, tries, Revocation: null);
    }

    private Task Commit(JpkiChange change)
    {
        Apply(change);
        return journal.Append(change);
    }

    private void Apply(JpkiChange change)
    {
        if (change.Card is not null && change.Certificate is not null)
        {
            certificates[(change.Card, change.Purpose)] = change.Certificate;
        }
        if (change.Revoked is not null)
        {
            revoked[change.Purpose].Add(change.Revoked);
            if (lists.TryGetValue(change.Purpose, out var outdated))
            {
                lists[change.Purpose] = outdated with { ThisUpdate = DateTimeOffset.MinValue };
            }
        }
        if (change.List is not null)
        {
            lists[change.Purpose] = change.List;
        }
    }
}
