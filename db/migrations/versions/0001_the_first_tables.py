"""the first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "abkuerzung",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kurz", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_abkuerzung")),
        sa.UniqueConstraint("kurz", name=op.f("uq_abkuerzung_kurz")),
    )
    op.create_table(
        "anmeldeversuch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zeitpunkt", sa.DateTime(), nullable=False),
        sa.Column("name_hash", sa.String(length=200), nullable=False),
        sa.Column("adresse_hash", sa.String(length=200), nullable=False),
        sa.Column("erfolgreich", sa.Boolean(), nullable=False),
        sa.Column("freigegeben_am", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anmeldeversuch")),
    )
    with op.batch_alter_table("anmeldeversuch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_anmeldeversuch_adresse_hash"), ["adresse_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_anmeldeversuch_name_hash"), ["name_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_anmeldeversuch_zeitpunkt"), ["zeitpunkt"], unique=False)

    op.create_table(
        "datenstand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stand", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_datenstand_eine_zeile")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_datenstand")),
    )
    op.create_table(
        "fassung",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kurz", sa.String(length=200), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("stand_am", sa.Date(), nullable=True),
        sa.Column("beschluss_am", sa.Date(), nullable=True),
        sa.Column("beschluss_geplant", sa.Date(), nullable=True),
        sa.Column("laufzeit_monate", sa.Integer(), nullable=True),
        sa.Column("ausser_kraft_am", sa.Date(), nullable=True),
        sa.Column("vorgaenger_id", sa.Integer(), nullable=True),
        sa.Column("quelle", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "beschluss_am IS NULL OR ausser_kraft_am IS NULL OR ausser_kraft_am > beschluss_am",
            name=op.f("ck_fassung_kraft"),
        ),
        sa.CheckConstraint("laufzeit_monate > 0", name=op.f("ck_fassung_laufzeit")),
        sa.ForeignKeyConstraint(["vorgaenger_id"], ["fassung.id"], name=op.f("fk_fassung_vorgaenger_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fassung")),
        sa.UniqueConstraint("kurz", name=op.f("uq_fassung_kurz")),
    )
    op.create_table(
        "indikator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kennung", sa.String(length=200), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("einheit", sa.String(length=200), nullable=False),
        sa.Column("nachkommastellen", sa.Integer(), nullable=False),
        sa.Column(
            "richtung",
            sa.Enum(
                "steigen",
                "sinken",
                "zielband",
                "kontext",
                name="indikatorrichtung",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("kleinste_zahl", sa.Integer(), nullable=True),
        sa.Column("quelle", sa.Text(), nullable=False),
        sa.Column("rhythmus_monate", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("nachkommastellen BETWEEN 0 AND 6", name=op.f("ck_indikator_nachkommastellen")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indikator")),
        sa.UniqueConstraint("kennung", name=op.f("uq_indikator_kennung")),
    )
    op.create_table(
        "protokoll_akteur",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("pseudonym", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protokoll_akteur")),
        sa.UniqueConstraint("name", name=op.f("uq_protokoll_akteur_name")),
    )
    op.create_table(
        "sitzung",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gremium", sa.String(length=200), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("stichtag", sa.Date(), nullable=False),
        sa.Column("notiz", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitzung")),
        sa.UniqueConstraint("gremium", "datum", name=op.f("uq_sitzung_gremium_datum")),
    )
    op.create_table(
        "stelle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kennung", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kurz", sa.String(length=200), nullable=False),
        sa.Column(
            "art",
            sa.Enum(
                "landratsamt",
                "gremium",
                "kommune",
                "land",
                "bund",
                "arbeitsverwaltung",
                "traeger",
                "projekt",
                "bildung",
                "wirtschaft",
                "wohnen",
                "sonstige",
                name="stelleart",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("eltern_id", sa.Integer(), nullable=True),
        sa.Column("sammelbezeichnung", sa.Boolean(), nullable=False),
        sa.Column("gilt_von", sa.Date(), nullable=True),
        sa.Column("gilt_bis", sa.Date(), nullable=True),
        sa.Column("nachfolger_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("eltern_id IS NULL OR eltern_id <> id", name=op.f("ck_stelle_eltern")),
        sa.CheckConstraint("gilt_von IS NULL OR gilt_bis IS NULL OR gilt_bis >= gilt_von", name=op.f("ck_stelle_gilt")),
        sa.CheckConstraint("nachfolger_id IS NULL OR nachfolger_id <> id", name=op.f("ck_stelle_nachfolger")),
        sa.ForeignKeyConstraint(["eltern_id"], ["stelle.id"], name=op.f("fk_stelle_eltern_id")),
        sa.ForeignKeyConstraint(["nachfolger_id"], ["stelle.id"], name=op.f("fk_stelle_nachfolger_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stelle")),
        sa.UniqueConstraint("kennung", name=op.f("uq_stelle_kennung")),
        sa.UniqueConstraint("name", name=op.f("uq_stelle_name")),
    )
    op.create_table(
        "ereignis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beginn_am", sa.Date(), nullable=False),
        sa.Column("ende_am", sa.Date(), nullable=False),
        sa.Column("ort", sa.Text(), nullable=False),
        sa.Column("stelle_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "geplant",
                "stattgefunden",
                "abgesagt",
                name="ereignisstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("teilnehmende", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint("ende_am >= beginn_am", name=op.f("ck_ereignis_spanne")),
        sa.CheckConstraint("teilnehmende >= 0", name=op.f("ck_ereignis_teilnehmende")),
        sa.ForeignKeyConstraint(["stelle_id"], ["stelle.id"], name=op.f("fk_ereignis_stelle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ereignis")),
    )
    op.create_table(
        "foerderung",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kennung", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("geber_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["geber_id"], ["stelle.id"], name=op.f("fk_foerderung_geber_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_foerderung")),
        sa.UniqueConstraint("kennung", name=op.f("uq_foerderung_kennung")),
    )
    op.create_table(
        "handlungsfeld",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fassung_id", sa.Integer(), nullable=False),
        sa.Column("nr", sa.String(length=200), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("kurz", sa.String(length=200), nullable=False),
        sa.Column("seite", sa.Integer(), nullable=True),
        sa.Column("beschreibung", sa.Text(), nullable=False),
        sa.CheckConstraint("seite > 0", name=op.f("ck_handlungsfeld_seite")),
        sa.ForeignKeyConstraint(["fassung_id"], ["fassung.id"], name=op.f("fk_handlungsfeld_fassung_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handlungsfeld")),
        sa.UniqueConstraint("fassung_id", "nr", name=op.f("uq_handlungsfeld_fassung_id_nr")),
    )
    op.create_table(
        "indikatorwert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indikator_id", sa.Integer(), nullable=False),
        sa.Column("beginn_am", sa.Date(), nullable=False),
        sa.Column("ende_am", sa.Date(), nullable=False),
        sa.Column("wert", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column(
            "qualitaet",
            sa.Enum(
                "endgueltig",
                "vorlaeufig",
                "geschaetzt",
                "gesperrt",
                "nicht_vorhanden",
                name="wertqualitaet",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("quellenstand", sa.Date(), nullable=True),
        sa.Column("ersetzt_id", sa.Integer(), nullable=True),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(wert IS NULL) = (qualitaet IN ('gesperrt', 'nicht_vorhanden'))", name=op.f("ck_indikatorwert_wert")
        ),
        sa.CheckConstraint("ende_am >= beginn_am", name=op.f("ck_indikatorwert_zeitraum")),
        sa.ForeignKeyConstraint(["ersetzt_id"], ["indikatorwert.id"], name=op.f("fk_indikatorwert_ersetzt_id")),
        sa.ForeignKeyConstraint(["indikator_id"], ["indikator.id"], name=op.f("fk_indikatorwert_indikator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indikatorwert")),
        sa.UniqueConstraint("ersetzt_id", name=op.f("uq_indikatorwert_ersetzt_id")),
    )
    with op.batch_alter_table("indikatorwert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indikatorwert_indikator_id"), ["indikator_id"], unique=False)

    op.create_table(
        "indikatorziel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indikator_id", sa.Integer(), nullable=False),
        sa.Column("untergrenze", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("obergrenze", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("gilt_am", sa.Date(), nullable=False),
        sa.Column("beleg", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("obergrenze >= untergrenze", name=op.f("ck_indikatorziel_band")),
        sa.CheckConstraint("untergrenze IS NOT NULL OR obergrenze IS NOT NULL", name=op.f("ck_indikatorziel_grenze")),
        sa.ForeignKeyConstraint(["indikator_id"], ["indikator.id"], name=op.f("fk_indikatorziel_indikator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indikatorziel")),
    )
    with op.batch_alter_table("indikatorziel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indikatorziel_indikator_id"), ["indikator_id"], unique=False)

    op.create_table(
        "leitziel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fassung_id", sa.Integer(), nullable=False),
        sa.Column("nr", sa.String(length=200), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), nullable=False),
        sa.Column("wortlaut", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["fassung_id"], ["fassung.id"], name=op.f("fk_leitziel_fassung_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leitziel")),
        sa.UniqueConstraint("fassung_id", "nr", name=op.f("uq_leitziel_fassung_id_nr")),
    )
    op.create_table(
        "nutzer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("anzeigename", sa.Text(), nullable=False),
        sa.Column("passwort_hash", sa.String(length=200), nullable=False),
        sa.Column("passwort_wechseln", sa.Boolean(), nullable=False),
        sa.Column(
            "rolle",
            sa.Enum(
                "leitung",
                "fachamt",
                "koordination",
                "verwaltung",
                name="nutzerrolle",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stelle_id", sa.Integer(), nullable=True),
        sa.Column("aktiv", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("rolle <> 'fachamt' OR stelle_id IS NOT NULL", name=op.f("ck_nutzer_stelle")),
        sa.CheckConstraint("name = lower(name)", name=op.f("ck_nutzer_name_klein")),
        sa.ForeignKeyConstraint(["stelle_id"], ["stelle.id"], name=op.f("fk_nutzer_stelle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nutzer")),
        sa.UniqueConstraint("name", name=op.f("uq_nutzer_name")),
    )
    op.create_table(
        "protokoll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zeitpunkt", sa.DateTime(), nullable=False),
        sa.Column("akteur_id", sa.Integer(), nullable=False),
        sa.Column(
            "aktion",
            sa.Enum(
                "angelegt",
                "geaendert",
                "ersetzt",
                "geladen",
                "entfernt",
                "zurueckgenommen",
                name="aktion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tabelle", sa.String(length=200), nullable=False),
        sa.Column("zeile", sa.String(length=200), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("neu", sa.Text(), nullable=False),
        sa.Column("datenstand", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["akteur_id"], ["protokoll_akteur.id"], name=op.f("fk_protokoll_akteur_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protokoll")),
    )
    with op.batch_alter_table("protokoll", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_protokoll_akteur_id"), ["akteur_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_protokoll_zeitpunkt"), ["zeitpunkt"], unique=False)

    op.create_table(
        "sitzungsstand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitzung_id", sa.Integer(), nullable=False),
        sa.Column("stichtag", sa.Date(), nullable=False),
        sa.Column("regelversion", sa.String(length=200), nullable=False),
        sa.Column("inhalt", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=200), nullable=False),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_sitzungsstand_sha256")),
        sa.ForeignKeyConstraint(["sitzung_id"], ["sitzung.id"], name=op.f("fk_sitzungsstand_sitzung_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitzungsstand")),
        sa.UniqueConstraint("sitzung_id", name=op.f("uq_sitzungsstand_sitzung_id")),
    )
    op.create_table(
        "stelle_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stelle_id", sa.Integer(), nullable=False),
        sa.Column("schreibweise", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["stelle_id"], ["stelle.id"], name=op.f("fk_stelle_alias_stelle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stelle_alias")),
        sa.UniqueConstraint("stelle_id", "schreibweise", name=op.f("uq_stelle_alias_stelle_id_schreibweise")),
    )
    op.create_table(
        "anmeldung",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("nutzer_id", sa.Integer(), nullable=False),
        sa.Column("cookie_hash", sa.String(length=200), nullable=True),
        sa.Column("browser_hash", sa.String(length=200), nullable=False),
        sa.Column("ticket_hash", sa.String(length=200), nullable=True),
        sa.Column("ticket_bis", sa.DateTime(), nullable=True),
        sa.Column("begonnen_am", sa.DateTime(), nullable=False),
        sa.Column("zuletzt_am", sa.DateTime(), nullable=False),
        sa.Column("beendet_am", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["nutzer_id"], ["nutzer.id"], name=op.f("fk_anmeldung_nutzer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anmeldung")),
        sa.UniqueConstraint("cookie_hash", name=op.f("uq_anmeldung_cookie_hash")),
        sa.UniqueConstraint("ticket_hash", name=op.f("uq_anmeldung_ticket_hash")),
    )
    with op.batch_alter_table("anmeldung", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_anmeldung_browser_hash"), ["browser_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_anmeldung_nutzer_id"), ["nutzer_id"], unique=False)

    op.create_table(
        "entwurf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nutzer_id", sa.Integer(), nullable=False),
        sa.Column("formular", sa.String(length=200), nullable=False),
        sa.Column("inhalt", sa.Text(), nullable=False),
        sa.Column("geaendert_am", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["nutzer_id"], ["nutzer.id"], name=op.f("fk_entwurf_nutzer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entwurf")),
        sa.UniqueConstraint("nutzer_id", "formular", name=op.f("uq_entwurf_nutzer_id_formular")),
    )
    with op.batch_alter_table("entwurf", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entwurf_geaendert_am"), ["geaendert_am"], unique=False)

    op.create_table(
        "handlungsziel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fassung_id", sa.Integer(), nullable=False),
        sa.Column("handlungsfeld_id", sa.Integer(), nullable=False),
        sa.Column("nr", sa.String(length=200), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), nullable=False),
        sa.Column("wortlaut", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["fassung_id"], ["fassung.id"], name=op.f("fk_handlungsziel_fassung_id")),
        sa.ForeignKeyConstraint(
            ["handlungsfeld_id"], ["handlungsfeld.id"], name=op.f("fk_handlungsziel_handlungsfeld_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handlungsziel")),
        sa.UniqueConstraint("fassung_id", "nr", name=op.f("uq_handlungsziel_fassung_id_nr")),
    )
    with op.batch_alter_table("handlungsziel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handlungsziel_handlungsfeld_id"), ["handlungsfeld_id"], unique=False)

    op.create_table(
        "indikator_bezug",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indikator_id", sa.Integer(), nullable=False),
        sa.Column("handlungsziel_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handlungsziel_id"], ["handlungsziel.id"], name=op.f("fk_indikator_bezug_handlungsziel_id")
        ),
        sa.ForeignKeyConstraint(["indikator_id"], ["indikator.id"], name=op.f("fk_indikator_bezug_indikator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indikator_bezug")),
        sa.UniqueConstraint(
            "indikator_id", "handlungsziel_id", name=op.f("uq_indikator_bezug_indikator_id_handlungsziel_id")
        ),
    )
    op.create_table(
        "massnahme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handlungsziel_id", sa.Integer(), nullable=False),
        sa.Column("nr", sa.String(length=200), nullable=False),
        sa.Column("bezeichnung", sa.String(length=200), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("beschreibung", sa.Text(), nullable=False),
        sa.Column("wortlaut", sa.Text(), nullable=True),
        sa.Column("seite", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("length(titel) <= 80", name=op.f("ck_massnahme_titel")),
        sa.ForeignKeyConstraint(["handlungsziel_id"], ["handlungsziel.id"], name=op.f("fk_massnahme_handlungsziel_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_massnahme")),
        sa.UniqueConstraint("handlungsziel_id", "nr", name=op.f("uq_massnahme_handlungsziel_id_nr")),
    )
    op.create_table(
        "herkunft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alt_id", sa.Integer(), nullable=True),
        sa.Column("neu_id", sa.Integer(), nullable=True),
        sa.Column(
            "art",
            sa.Enum(
                "unveraendert",
                "geaendert",
                "aufgeteilt",
                "zusammengefuehrt",
                "neu",
                "entfallen",
                name="herkunftart",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("grund", sa.Text(), nullable=False),
        sa.CheckConstraint("alt_id IS NOT NULL OR neu_id IS NOT NULL", name=op.f("ck_herkunft_ein_ende")),
        sa.ForeignKeyConstraint(["alt_id"], ["massnahme.id"], name=op.f("fk_herkunft_alt_id")),
        sa.ForeignKeyConstraint(["neu_id"], ["massnahme.id"], name=op.f("fk_herkunft_neu_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_herkunft")),
    )
    with op.batch_alter_table("herkunft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_herkunft_alt_id"), ["alt_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_herkunft_neu_id"), ["neu_id"], unique=False)

    op.create_table(
        "massnahme_bezug",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("von_id", sa.Integer(), nullable=False),
        sa.Column("nach_id", sa.Integer(), nullable=False),
        sa.Column(
            "art",
            sa.Enum("gleich", "analog", name="bezugart", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("beleg", sa.Text(), nullable=False),
        sa.CheckConstraint("von_id <> nach_id", name=op.f("ck_massnahme_bezug_selbst")),
        sa.ForeignKeyConstraint(["nach_id"], ["massnahme.id"], name=op.f("fk_massnahme_bezug_nach_id")),
        sa.ForeignKeyConstraint(["von_id"], ["massnahme.id"], name=op.f("fk_massnahme_bezug_von_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_massnahme_bezug")),
        sa.UniqueConstraint("von_id", "nach_id", name=op.f("uq_massnahme_bezug_von_id_nach_id")),
    )
    with op.batch_alter_table("massnahme_bezug", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_massnahme_bezug_nach_id"), ["nach_id"], unique=False)

    op.create_table(
        "massnahme_foerderung",
        sa.Column("massnahme_id", sa.Integer(), nullable=False),
        sa.Column("foerderung_id", sa.Integer(), nullable=False),
        sa.Column("wortlaut", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["foerderung_id"], ["foerderung.id"], name=op.f("fk_massnahme_foerderung_foerderung_id")
        ),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_massnahme_foerderung_massnahme_id")),
        sa.PrimaryKeyConstraint("massnahme_id", "foerderung_id", name=op.f("pk_massnahme_foerderung")),
    )
    op.create_table(
        "massnahme_teil",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("massnahme_id", sa.Integer(), nullable=False),
        sa.Column("eltern_id", sa.Integer(), nullable=True),
        sa.Column("nr", sa.String(length=200), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column(
            "fundort",
            sa.Enum(
                "terminzelle",
                "massnahmentext",
                "zustaendigkeiten",
                "fussnote",
                "pflege",
                name="fundort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["eltern_id"], ["massnahme_teil.id"], name=op.f("fk_massnahme_teil_eltern_id")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_massnahme_teil_massnahme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_massnahme_teil")),
        sa.UniqueConstraint("massnahme_id", "nr", name=op.f("uq_massnahme_teil_massnahme_id_nr")),
    )
    op.create_table(
        "meilenstein",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("massnahme_id", sa.Integer(), nullable=False),
        sa.Column("stelle_id", sa.Integer(), nullable=True),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("faellig_am", sa.Date(), nullable=False),
        sa.Column("gesetzt_am", sa.Date(), nullable=False),
        sa.Column("ersetzt_id", sa.Integer(), nullable=True),
        sa.Column("grund", sa.Text(), nullable=False),
        sa.Column("entfallen_am", sa.Date(), nullable=True),
        sa.Column("entfallen_grund", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "entfallen_am IS NULL OR length(entfallen_grund) > 0", name=op.f("ck_meilenstein_entfallen")
        ),
        sa.CheckConstraint("ersetzt_id IS NULL OR length(grund) > 0", name=op.f("ck_meilenstein_grund")),
        sa.CheckConstraint("length(titel) BETWEEN 3 AND 200", name=op.f("ck_meilenstein_titel")),
        sa.ForeignKeyConstraint(["ersetzt_id"], ["meilenstein.id"], name=op.f("fk_meilenstein_ersetzt_id")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_meilenstein_massnahme_id")),
        sa.ForeignKeyConstraint(["stelle_id"], ["stelle.id"], name=op.f("fk_meilenstein_stelle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meilenstein")),
        sa.UniqueConstraint("ersetzt_id", name=op.f("uq_meilenstein_ersetzt_id")),
    )
    with op.batch_alter_table("meilenstein", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meilenstein_massnahme_id"), ["massnahme_id"], unique=False)

    op.create_table(
        "sachstand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("massnahme_id", sa.Integer(), nullable=False),
        sa.Column("stelle_id", sa.Integer(), nullable=True),
        sa.Column("nutzer_id", sa.Integer(), nullable=True),
        sa.Column(
            "art",
            sa.Enum(
                "meldung",
                "kein_neuer_sachstand",
                name="sachstandart",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stand_am", sa.Date(), nullable=False),
        sa.Column(
            "umsetzungsstand",
            sa.Enum(
                "keine_angabe",
                "nicht_begonnen",
                "in_vorbereitung",
                "in_umsetzung",
                "laufend",
                "abgeschlossen",
                "zurueckgestellt",
                "entfallen",
                name="umsetzungsstand",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("begruendung", sa.Text(), nullable=False),
        sa.Column("bericht", sa.Text(), nullable=False),
        sa.Column("intern", sa.Text(), nullable=False),
        sa.Column(
            "hemmnis",
            sa.Enum(
                "finanzierung",
                "personal",
                "rechtslage",
                "partner",
                "nachfrage",
                "sonstiges",
                name="hemmnis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("hemmnis_text", sa.Text(), nullable=False),
        sa.Column("naechster_schritt", sa.Text(), nullable=False),
        sa.Column("naechster_schritt_am", sa.Date(), nullable=True),
        sa.Column("zurueckgenommen_am", sa.Date(), nullable=True),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(art = 'meldung') = (umsetzungsstand IS NOT NULL)", name=op.f("ck_sachstand_meldung")),
        sa.CheckConstraint("art = 'meldung' OR hemmnis IS NULL", name=op.f("ck_sachstand_hemmnis_nur_in_meldung")),
        sa.CheckConstraint(
            "umsetzungsstand IS NULL OR umsetzungsstand <> 'keine_angabe'", name=op.f("ck_sachstand_angabe")
        ),
        sa.CheckConstraint(
            "umsetzungsstand IS NULL OR umsetzungsstand NOT IN ('zurueckgestellt', 'entfallen') OR length(begruendung) > 0",
            name=op.f("ck_sachstand_begruendung"),
        ),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_sachstand_massnahme_id")),
        sa.ForeignKeyConstraint(["nutzer_id"], ["nutzer.id"], name=op.f("fk_sachstand_nutzer_id")),
        sa.ForeignKeyConstraint(["stelle_id"], ["stelle.id"], name=op.f("fk_sachstand_stelle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sachstand")),
    )
    with op.batch_alter_table("sachstand", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sachstand_massnahme_id"), ["massnahme_id"], unique=False)

    op.create_table(
        "termin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("massnahme_id", sa.Integer(), nullable=False),
        sa.Column("teil_id", sa.Integer(), nullable=True),
        sa.Column("wortlaut", sa.Text(), nullable=False),
        sa.Column(
            "fundort",
            sa.Enum(
                "terminzelle",
                "massnahmentext",
                "zustaendigkeiten",
                "fussnote",
                "pflege",
                name="fundort",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("geerbt", sa.Boolean(), nullable=False),
        sa.Column("bezeichnung", sa.Text(), nullable=False),
        sa.Column(
            "art",
            sa.Enum(
                "einmalig",
                "wiederkehrend",
                "fortlaufend",
                "offen",
                name="terminart",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("von", sa.Date(), nullable=True),
        sa.Column("bis", sa.Date(), nullable=True),
        sa.Column(
            "genauigkeit",
            sa.Enum(
                "tag",
                "monat",
                "quartal",
                "halbjahr",
                "schuljahr",
                "jahr",
                name="genauigkeit",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("periode_monate", sa.Integer(), nullable=True),
        sa.Column("anker_monat", sa.Integer(), nullable=True),
        sa.Column("anker_tag", sa.Integer(), nullable=True),
        sa.Column("quote_min", sa.Integer(), nullable=True),
        sa.Column("quote_max", sa.Integer(), nullable=True),
        sa.Column("hinweis", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "angenommen", "bestaetigt", name="deutungsstatus", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("gilt_ab", sa.Date(), nullable=True),
        sa.Column("ersetzt_id", sa.Integer(), nullable=True),
        sa.Column("grund", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(art = 'wiederkehrend') = (periode_monate IS NOT NULL)", name=op.f("ck_termin_periode")),
        sa.CheckConstraint("art <> 'einmalig' OR bis IS NOT NULL", name=op.f("ck_termin_einmalig")),
        sa.CheckConstraint("anker_monat BETWEEN 1 AND 12", name=op.f("ck_termin_anker_monat")),
        sa.CheckConstraint("anker_tag BETWEEN 1 AND 31", name=op.f("ck_termin_anker_tag")),
        sa.CheckConstraint("ersetzt_id IS NULL OR length(grund) > 0", name=op.f("ck_termin_grund")),
        sa.CheckConstraint("periode_monate > 0", name=op.f("ck_termin_periode_positiv")),
        sa.CheckConstraint("quote_min >= 1 AND quote_max >= quote_min", name=op.f("ck_termin_quote")),
        sa.CheckConstraint("von IS NULL OR bis IS NULL OR bis >= von", name=op.f("ck_termin_spanne")),
        sa.ForeignKeyConstraint(["ersetzt_id"], ["termin.id"], name=op.f("fk_termin_ersetzt_id")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_termin_massnahme_id")),
        sa.ForeignKeyConstraint(["teil_id"], ["massnahme_teil.id"], name=op.f("fk_termin_teil_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_termin")),
        sa.UniqueConstraint("ersetzt_id", name=op.f("uq_termin_ersetzt_id")),
    )
    with op.batch_alter_table("termin", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_termin_massnahme_id"), ["massnahme_id"], unique=False)

    op.create_table(
        "zustaendigkeit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("massnahme_id", sa.Integer(), nullable=False),
        sa.Column("teil_id", sa.Integer(), nullable=True),
        sa.Column("stelle_id", sa.Integer(), nullable=False),
        sa.Column(
            "rolle",
            sa.Enum(
                "federfuehrend",
                "gemeinsam",
                "mitwirkend",
                "finanzierend",
                name="rolle",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("zusatz", sa.Text(), nullable=False),
        sa.Column("wortlaut", sa.Text(), nullable=False),
        sa.Column("hergeleitet", sa.Boolean(), nullable=False),
        sa.Column("gilt_von", sa.Date(), nullable=True),
        sa.Column("gilt_bis", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "gilt_von IS NULL OR gilt_bis IS NULL OR gilt_bis >= gilt_von", name=op.f("ck_zustaendigkeit_gilt")
        ),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_zustaendigkeit_massnahme_id")),
        sa.ForeignKeyConstraint(["stelle_id"], ["stelle.id"], name=op.f("fk_zustaendigkeit_stelle_id")),
        sa.ForeignKeyConstraint(["teil_id"], ["massnahme_teil.id"], name=op.f("fk_zustaendigkeit_teil_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zustaendigkeit")),
    )
    with op.batch_alter_table("zustaendigkeit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zustaendigkeit_massnahme_id"), ["massnahme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_zustaendigkeit_stelle_id"), ["stelle_id"], unique=False)

    op.create_table(
        "ereignis_massnahme",
        sa.Column("ereignis_id", sa.Integer(), nullable=False),
        sa.Column("massnahme_id", sa.Integer(), nullable=False),
        sa.Column("termin_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ereignis_id"], ["ereignis.id"], name=op.f("fk_ereignis_massnahme_ereignis_id")),
        sa.ForeignKeyConstraint(["massnahme_id"], ["massnahme.id"], name=op.f("fk_ereignis_massnahme_massnahme_id")),
        sa.ForeignKeyConstraint(["termin_id"], ["termin.id"], name=op.f("fk_ereignis_massnahme_termin_id")),
        sa.PrimaryKeyConstraint("ereignis_id", "massnahme_id", name=op.f("pk_ereignis_massnahme")),
    )
    with op.batch_alter_table("ereignis_massnahme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ereignis_massnahme_massnahme_id"), ["massnahme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ereignis_massnahme_termin_id"), ["termin_id"], unique=False)

    op.create_table(
        "erledigung",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meilenstein_id", sa.Integer(), nullable=True),
        sa.Column("termin_id", sa.Integer(), nullable=True),
        sa.Column("erledigt_am", sa.Date(), nullable=False),
        sa.Column("nachweis", sa.Text(), nullable=False),
        sa.Column("nutzer_id", sa.Integer(), nullable=True),
        sa.Column("zurueckgenommen_am", sa.Date(), nullable=True),
        sa.Column("beispiel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("erfasst_am", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(meilenstein_id IS NULL) <> (termin_id IS NULL)", name=op.f("ck_erledigung_ziel")),
        sa.ForeignKeyConstraint(["meilenstein_id"], ["meilenstein.id"], name=op.f("fk_erledigung_meilenstein_id")),
        sa.ForeignKeyConstraint(["nutzer_id"], ["nutzer.id"], name=op.f("fk_erledigung_nutzer_id")),
        sa.ForeignKeyConstraint(["termin_id"], ["termin.id"], name=op.f("fk_erledigung_termin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erledigung")),
    )
    with op.batch_alter_table("erledigung", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erledigung_meilenstein_id"), ["meilenstein_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_erledigung_termin_id"), ["termin_id"], unique=False)
    _guard("protokoll", "protokoll_nur_einfuegen", "Das Protokoll kann nur ergänzt werden.", ("UPDATE", "DELETE"))
    _guard("sitzungsstand", "sitzungsstand_fest", "Ein eingefrorener Stand kann nicht geändert werden.", ("UPDATE",))
    op.execute("INSERT INTO datenstand (id, stand) VALUES (1, 0)")


def _guard(table: str, name: str, message: str, events: tuple[str, ...]) -> None:
    """Refuses the given events on a table, in the dialect at hand."""
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{message}'; END $$ LANGUAGE plpgsql"
        )
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {' OR '.join(events)} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
        op.execute(
            f"CREATE TRIGGER {name}_leeren BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
        return
    for happening in events:
        op.execute(
            f"CREATE TRIGGER {name}_{happening.lower()} BEFORE {happening} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION protokoll_nur_einfuegen CASCADE")
        op.execute("DROP FUNCTION sitzungsstand_fest CASCADE")
    with op.batch_alter_table("erledigung", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_erledigung_termin_id"))
        batch_op.drop_index(batch_op.f("ix_erledigung_meilenstein_id"))

    op.drop_table("erledigung")
    with op.batch_alter_table("ereignis_massnahme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ereignis_massnahme_termin_id"))
        batch_op.drop_index(batch_op.f("ix_ereignis_massnahme_massnahme_id"))

    op.drop_table("ereignis_massnahme")
    with op.batch_alter_table("zustaendigkeit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_zustaendigkeit_stelle_id"))
        batch_op.drop_index(batch_op.f("ix_zustaendigkeit_massnahme_id"))

    op.drop_table("zustaendigkeit")
    with op.batch_alter_table("termin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_termin_massnahme_id"))

    op.drop_table("termin")
    with op.batch_alter_table("sachstand", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sachstand_massnahme_id"))

    op.drop_table("sachstand")
    with op.batch_alter_table("meilenstein", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meilenstein_massnahme_id"))

    op.drop_table("meilenstein")
    op.drop_table("massnahme_teil")
    op.drop_table("massnahme_foerderung")
    with op.batch_alter_table("massnahme_bezug", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_massnahme_bezug_nach_id"))

    op.drop_table("massnahme_bezug")
    with op.batch_alter_table("herkunft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_herkunft_neu_id"))
        batch_op.drop_index(batch_op.f("ix_herkunft_alt_id"))

    op.drop_table("herkunft")
    op.drop_table("massnahme")
    op.drop_table("indikator_bezug")
    with op.batch_alter_table("handlungsziel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handlungsziel_handlungsfeld_id"))

    op.drop_table("handlungsziel")
    with op.batch_alter_table("entwurf", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entwurf_geaendert_am"))

    op.drop_table("entwurf")
    with op.batch_alter_table("anmeldung", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_anmeldung_nutzer_id"))
        batch_op.drop_index(batch_op.f("ix_anmeldung_browser_hash"))

    op.drop_table("anmeldung")
    op.drop_table("stelle_alias")
    op.drop_table("sitzungsstand")
    with op.batch_alter_table("protokoll", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_protokoll_zeitpunkt"))
        batch_op.drop_index(batch_op.f("ix_protokoll_akteur_id"))

    op.drop_table("protokoll")
    op.drop_table("nutzer")
    op.drop_table("leitziel")
    with op.batch_alter_table("indikatorziel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indikatorziel_indikator_id"))

    op.drop_table("indikatorziel")
    with op.batch_alter_table("indikatorwert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indikatorwert_indikator_id"))

    op.drop_table("indikatorwert")
    op.drop_table("handlungsfeld")
    op.drop_table("foerderung")
    op.drop_table("ereignis")
    op.drop_table("stelle")
    op.drop_table("sitzung")
    op.drop_table("protokoll_akteur")
    op.drop_table("indikator")
    op.drop_table("fassung")
    op.drop_table("datenstand")
    with op.batch_alter_table("anmeldeversuch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_anmeldeversuch_zeitpunkt"))
        batch_op.drop_index(batch_op.f("ix_anmeldeversuch_name_hash"))
        batch_op.drop_index(batch_op.f("ix_anmeldeversuch_adresse_hash"))

    op.drop_table("anmeldeversuch")
    op.drop_table("abkuerzung")
