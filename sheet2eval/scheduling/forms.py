"""The forms of the files that `schedule print` fills in; `§name` is a blank."""

from __future__ import annotations

from string import Template


class Form(Template):
    """Its sign for a blank is one that none of these files needs."""

    delimiter = "§"


SYSTEMD = Form("""\
# Save as ~/.config/systemd/user/sheet2eval.service, then: systemctl --user enable --now sheet2eval
# To go on while nobody is logged in: loginctl enable-linger
[Unit]
Description=§title

[Service]
ExecStart=§command
WorkingDirectory=§folder
# Keys and the webhook's address, a line each: NAME=value
EnvironmentFile=-%h/.config/sheet2eval/environment
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=2
KillMode=mixed
TimeoutStopSec=90

[Install]
WantedBy=default.target
""")

CRONTAB = Form("""\
# Add by crontab -e. Keys are taken from lines above it: NAME=value
§zone§when §command
""")

CRONTAB_ZONE = Form("""\
# Debian's cron goes by the machine's time zone, whatever this line says
CRON_TZ=§zone
""")

GITHUB_ACTIONS = Form("""\
# Save as .github/workflows/sheet2eval.yml, and add the keys as secrets of the repository.
name: sheet2eval
on:
  schedule:
    - cron: §when
  workflow_dispatch:
concurrency: sheet2eval
permissions:
  contents: read
jobs:
  sync:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: pip install sheet2eval==§version
§google      - run: §command
        env:
§secrets
§results""")

GITHUB_GOOGLE = """\
      - run: printf '%s' "$GOOGLE_SERVICE_ACCOUNT" > "$RUNNER_TEMP/google.json"
        env:
          GOOGLE_SERVICE_ACCOUNT: ${{ secrets.GOOGLE_SERVICE_ACCOUNT }}
"""

GITHUB_RESULTS = Form("""\
      # A file's results are in this artifact alone, so it is graded whole each time; a Google Sheet is not.
      - uses: actions/upload-artifact@v5
        if: always()
        with:
          name: scored
          path: |
§paths
""")

KUBERNETES = Form("""\
# Put your sheet2eval.toml and what it names into the image, and the keys into the secret sheet2eval;
# for Google Sheets, the service account's file as its key google.json.
§{files}apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: sheet2eval
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: sheet2eval
spec:
  schedule: §when
§zone  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 3600
  jobTemplate:
    spec:
      backoffLimit: 0
      template:
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 60
          containers:
            - name: sync
              image: sheet2eval:§version
              command: §command
              envFrom:
                - secretRef:
                    name: sheet2eval
              env:
                - name: SHEET2EVAL_HOME
                  value: /state
§google              volumeMounts:
                - name: state
                  mountPath: /state
                - name: keys
                  mountPath: /keys
                  readOnly: true
          volumes:
            - name: state
              persistentVolumeClaim:
                claimName: sheet2eval
            - name: keys
              secret:
                secretName: sheet2eval
""")

KUBERNETES_FILES = """\
# A sheet that is a file has to lie on the volume, named as /state/NAME: all else is gone when the pod ends.
"""

KUBERNETES_GOOGLE = """\
                - name: GOOGLE_APPLICATION_CREDENTIALS
                  value: /keys/google.json
"""
